// Rewrites scripts and style sheets for old browsers: node rewrite.cjs TARGETS FROM TO, where FROM and TO are folders.

const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { extname, join } = require('node:path');
const { transformSync } = require('../../node_modules/esbuild');

const [targets, from, to] = process.argv.slice(2);
for (const name of readdirSync(from)) {
  const { code } = transformSync(readFileSync(join(from, name), 'utf8'), {
    charset: 'utf8',
    loader: extname(name).slice(1),
    sourcefile: name,
    target: targets.split(','),
  });
  writeFileSync(join(to, name), code);
}
