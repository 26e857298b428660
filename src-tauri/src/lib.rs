//! Forecourt 集客本, the app: a window or a browser page around the facade, and the driver that keeps it in touch with its
//! relay. One binary; it holds no rule of the dealership.

pub mod arguments;
pub mod browser;
pub mod desk;
pub mod door;
pub mod folder;
pub mod keys;
pub mod line;
pub mod logs;
pub mod own_relay;
pub mod printing;
pub mod run;
pub mod screens;
pub mod stop;
pub mod sync;
pub mod tls;
pub mod window;
