//! The command line.

use std::{
    env,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use clap::{Parser, ValueEnum};

/// Forecourt 集客本: leads, customers and follow-ups of a dealership, with or without a network.
#[derive(Debug, Clone, Parser)]
#[command(name = "forecourt", version)]
pub struct Arguments {
    /// Serve the app to the browser instead of opening a window.
    #[arg(long)]
    pub browser: bool,
    /// Folder that holds everything of this device.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Port on 127.0.0.1 for the browser; 0 takes a free one.
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub port: u16,
    /// Only print the address; do not open the browser.
    #[arg(long)]
    pub no_open: bool,
    /// Keep the database key in this file instead of the keychain.
    #[arg(long, value_name = "PATH", conflicts_with = "passphrase_env")]
    pub key_file: Option<PathBuf>,
    /// Derive the database key from the passphrase in this environment variable.
    #[arg(long, value_name = "NAME")]
    pub passphrase_env: Option<String>,
    /// Where a relay hosted by this app listens, such as 0.0.0.0:7420 for other devices on the same network.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    pub relay_listen: SocketAddr,
    /// Language of the interface on a device that has not chosen one.
    #[arg(long)]
    pub language: Option<LanguageWord>,
    /// On a device without a store, open the practice store.
    #[arg(long)]
    pub practise: bool,
}

/// A language as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageWord {
    /// 简体中文
    #[value(name = "zh-CN", alias = "zh")]
    Chinese,
    /// English
    #[value(name = "en")]
    English,
}

impl Arguments {
    /// The data folder: as given, else where this system keeps an app's data.
    #[must_use]
    pub fn data_folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(usual_data_folder)
    }
}

fn usual_data_folder() -> PathBuf {
    let from = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || from("HOME").unwrap_or_else(|| Path::new(".").to_owned());
    if cfg!(target_os = "windows") {
        from("APPDATA").unwrap_or_else(home).join("Forecourt")
    } else if cfg!(target_os = "macos") {
        home().join("Library/Application Support/Forecourt")
    } else {
        from("XDG_DATA_HOME").unwrap_or_else(|| home().join(".local/share")).join("forecourt")
    }
}
