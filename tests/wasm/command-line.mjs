// The command line, which the modules are compared with.

import { execFileSync } from 'node:child_process';

import { repositoryFile } from './load.mjs';

let built;

/** Builds the command line, once, and says where it is. */
export function commandLine() {
  if (!built) {
    const messages = execFileSync(
      process.env.CARGO || 'cargo',
      ['build', '--quiet', '--locked', '--package', 'gouji', '--bin', 'gouji', '--message-format', 'json-render-diagnostics'],
      { cwd: repositoryFile(''), encoding: 'utf8' },
    );
    const artifacts = messages.trim().split('\n').map((line) => JSON.parse(line));
    built = artifacts.map(({ executable }) => executable).findLast(Boolean);
  }
  return built;
}
