//! Writes the generated TypeScript types; the tidy test fails while they are stale.

fn main() -> std::io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/api/types.ts");
    std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/api"))?;
    let text = forecourt_core::app::api::typescript::typescript().map_err(std::io::Error::other)?;
    std::fs::write(path, text)
}
