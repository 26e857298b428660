//! The app's one binary.

fn main() {}
