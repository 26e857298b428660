//! Gives the window's capability system the commands that core declares, so that they are listed nowhere twice.

use std::{env, error::Error, fs, path::Path};

use tauri_build::{AppManifest, Attributes};

const DECLARED: &str = "../core/src/app/api/mod.rs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={DECLARED}");
    println!("cargo:rerun-if-changed=capabilities");
    let text = fs::read_to_string(DECLARED)?;
    let names = declared(&text);
    let folder = Path::new(&env::var("OUT_DIR")?).join("permissions");
    fs::create_dir_all(&folder)?;
    let permission = format!(
        "[[permission]]\nidentifier = \"screens\"\ndescription = \"Every command of the app\"\ncommands.allow = {names:?}\n"
    );
    fs::write(folder.join("screens.toml"), permission)?;
    // The manifest wants text that lives as long as the program, and this program ends here.
    let pattern: &'static str = Box::leak(folder.join("*.toml").to_string_lossy().into_owned().into_boxed_str());
    tauri_build::try_build(Attributes::new().app_manifest(AppManifest::new().permissions_path_pattern(pattern)))?;
    Ok(())
}

/// The names in the lines `name(Request) -> Response;`.
fn declared(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| line.ends_with(';') && line.contains(") -> "));
    lines.filter_map(|line| line.split_once('(')).map(|(name, _)| name).filter(|name| !name.starts_with('$')).collect()
}
