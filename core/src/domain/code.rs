//! Codes: closed lists of words that a later version may lengthen.

/// Declares a list of codes. A word this version does not know is kept as `Other`, never lost and never an error,
/// because a newer device may have written it.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, ts_rs::TS)]
        pub enum $name {
            $($(#[$vdoc])* #[ts(rename = $text)] $variant,)+
            /// A word of a newer version, kept as written.
            #[ts(skip)]
            Other(String),
        }

        impl $name {
            /// Every code this version knows, in the order in which people choose from it.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that is stored and shown to programs.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(self.as_str()) }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Ok(Self::from(String::deserialize(d)?.as_str()))
            }
        }
    };
}

pub(crate) use codes;
