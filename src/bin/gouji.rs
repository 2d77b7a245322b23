//! The command line.

use std::process::ExitCode;

use gouji::cli::{Streams, run};

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let mut streams = Streams {
        input: &mut std::io::stdin(),
        output: &mut std::io::stdout().lock(),
        messages: &mut std::io::stderr(),
    };
    ExitCode::from(run(arguments, &mut streams))
}
