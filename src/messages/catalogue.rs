//! The one form in which messages are declared: number, name, fields, then for each language the fact and the
//! cure. The doc comment of each is its documentation.
//!
//! ```text
//! messages! {
//!     enum IntakeMessage;
//!     /// A file without any bytes.
//!     E201 EmptyFile {}
//!         zh "是空文件" => "请重新导出后再报送";
//!         en "the file is empty" => "export it again and send it";
//! }
//! ```

macro_rules! messages {
    (
        $(#[$enum_doc:meta])*
        enum $name:ident;
        $(
            $(#[$doc:meta])*
            $code:ident $variant:ident { $($field:ident : $ty:ty),* $(,)? }
            zh $zh:literal => $zh_cure:literal;
            en $en:literal => $en_cure:literal;
        )*
    ) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum $name {
            $( $(#[$doc])* $variant { $($field: $ty),* }, )*
        }

        impl $name {
            /// The message's number, such as `E201`.
            pub fn code(&self) -> &'static str {
                match self { $( $name::$variant { .. } => stringify!($code), )* }
            }

            /// The fact, then the cure; both without a full stop.
            #[allow(unused_variables, clippy::useless_format)]
            pub fn text(&self, language: $crate::messages::Language) -> (String, String) {
                match (self, language) {
                    $(
                        ($name::$variant { $($field),* }, $crate::messages::Language::Chinese) =>
                            (format!($zh), format!($zh_cure)),
                        ($name::$variant { $($field),* }, $crate::messages::Language::English) =>
                            (format!($en), format!($en_cure)),
                    )*
                }
            }

            /// Every number of this area with its name, for the catalogue in the documentation.
            pub const CODES: &'static [(&'static str, &'static str)] =
                &[$((stringify!($code), stringify!($variant)),)*];
        }
    };
}
pub(super) use messages;
