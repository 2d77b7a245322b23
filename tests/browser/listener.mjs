// A server that must receive nothing: it notes every request.

import { createServer } from 'node:http';

/** Starts a listener on this computer. `received` holds the path of each request that arrived. */
export async function listen(page = '') {
  const received = [];
  const server = createServer((request, response) => {
    received.push(request.url);
    response.setHeader('Content-Type', 'text/html');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end(request.url === '/' ? page : '');
  });
  server.on('upgrade', (request, socket) => {
    received.push(request.url);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    received,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
