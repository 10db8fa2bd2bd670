//! The `haitu` program.
fn main() {}
