//! The models in the repository are what the pages give: the same as `cargo xtask gen --check`.

use std::process::Command;

#[test]
fn generated_code_is_what_the_pages_give() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["gen", "--check"])
        .output()
        .expect("the command starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}
