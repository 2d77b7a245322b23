//! `cargo xtask serve | dist | test | bench`.

fn main() {}
