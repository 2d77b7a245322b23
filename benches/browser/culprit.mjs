// How long the search for wrong cells takes in WebAssembly: prints what the module of the benches measured.

import { bindings } from '../../tests/wasm/load.mjs';

const benches = bindings('benches');
// Once for nobody: the engine compiles what runs often.
benches.culprit(20);
process.stdout.write(benches.culprit(Number(process.argv[2] ?? 400)));
