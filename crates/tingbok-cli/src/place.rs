//! Which ledger, and with which token: flag before environment before default.
use crate::{
    args::Global,
    client::Client,
    fault::{Fault, Outcome},
};
use std::{
    env,
    path::{Path, PathBuf},
};
use tingbok_ledger::Folder;

/// Where a folder is looked for when nobody names one.
const DEFAULT_FOLDER: &str = "tingbok-ledger";

/// Where the ledger is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// Behind this address.
    Server(String),
    /// In this folder.
    Folder(PathBuf),
}

/// A token. Never shown.
#[derive(Clone)]
pub(crate) struct Token(pub(crate) String);

/// What all commands go by.
pub(crate) struct Session {
    flags: Global,
    environment: Environment,
    pub(crate) json: bool,
}

/// What the environment says.
#[derive(Clone, Default)]
struct Environment {
    server: Option<String>,
    ledger: Option<PathBuf>,
    token_file: Option<PathBuf>,
}

impl Environment {
    fn read() -> Self {
        let value = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            server: value("TINGBOK_SERVER"),
            ledger: value("TINGBOK_LEDGER").map(PathBuf::from),
            token_file: value("TINGBOK_TOKEN_FILE").map(PathBuf::from),
        }
    }
}

impl Session {
    pub(crate) fn new(flags: Global) -> Self {
        Self { json: flags.json, environment: Environment::read(), flags }
    }

    /// The folder that a flag names.
    pub(crate) fn folder_flag(&self) -> Option<&Path> {
        self.flags.ledger.as_deref()
    }

    /// Where the ledger is.
    pub(crate) fn place(&self) -> Outcome<Place> {
        choose(&self.flags, &self.environment)
    }

    /// The folder, for commands that work on the folder itself.
    pub(crate) fn folder(&self) -> Outcome<PathBuf> {
        match self.place()? {
            Place::Folder(folder) => Ok(folder),
            Place::Server(_) => {
                Err(Fault::usage("this command works on a folder, not on a server")
                    .next("Run it where the folder is, with --ledger DIR."))
            }
        }
    }

    /// A client for the ledger.
    pub(crate) async fn client(&self) -> Outcome<Client> {
        let place = self.place()?;
        let named = self.flags.token_file.clone().or_else(|| self.environment.token_file.clone());
        let named = named.map(|path| read_token(&path)).transpose()?;
        let owners = match &place {
            Place::Folder(folder) => read_token(&Folder::new(folder).administrator_token()).ok(),
            Place::Server(_) => None,
        };
        Client::open(&place, named, owners).await
    }
}

fn choose(flags: &Global, environment: &Environment) -> Outcome<Place> {
    match (&flags.server, &flags.ledger) {
        (Some(_), Some(_)) => {
            Err(Fault::usage("--server and --ledger name two ledgers")
                .next("Leave one of them out."))
        }
        (Some(server), None) => Ok(Place::Server(server.clone())),
        (None, Some(folder)) => Ok(Place::Folder(folder.clone())),
        (None, None) => Ok(match (&environment.server, &environment.ledger) {
            (Some(server), _) => Place::Server(server.clone()),
            (None, Some(folder)) => Place::Folder(folder.clone()),
            (None, None) => Place::Folder(DEFAULT_FOLDER.into()),
        }),
    }
}

fn read_token(path: &Path) -> Outcome<Token> {
    let text = std::fs::read_to_string(path).map_err(|error| Fault::file(path, &error))?;
    let token = text.trim();
    if token.starts_with("tbk_") && !token.contains(char::is_whitespace) {
        Ok(Token(token.to_owned()))
    } else {
        // What the file holds is not repeated: it may be another secret.
        Err(Fault::usage(format!("{} holds no token", path.display()))
            .next("A token is one line that begins with tbk_; `tingbok token create` makes one."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(server: Option<&str>, ledger: Option<&str>) -> Global {
        let (server, ledger) = (server.map(str::to_owned), ledger.map(PathBuf::from));
        Global { server, ledger, ..Global::default() }
    }

    #[test]
    fn a_flag_goes_before_the_environment_and_that_before_the_default() {
        let server = |url: &str| Place::Server(url.to_owned());
        let folder = |path: &str| Place::Folder(path.into());
        let both = Environment {
            server: Some("http://e".into()),
            ledger: Some("e".into()),
            token_file: None,
        };
        let only_folder = Environment { server: None, ..both.clone() };
        let none = Environment::default();
        for (flags, environment, expected) in [
            (flags(Some("http://f"), None), &both, server("http://f")),
            (flags(None, Some("f")), &both, folder("f")),
            (flags(None, None), &both, server("http://e")),
            (flags(None, None), &only_folder, folder("e")),
            (flags(None, None), &none, folder("tingbok-ledger")),
        ] {
            assert_eq!(choose(&flags, environment).unwrap(), expected);
        }
        assert_eq!(choose(&flags(Some("http://f"), Some("f")), &none).unwrap_err().exit(), 2);
    }

    #[test]
    fn a_file_without_a_token_is_refused_and_what_it_holds_is_not_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t");
        std::fs::write(&path, "hunter2\n").unwrap();
        let fault = read_token(&path).err().unwrap();
        assert_eq!(fault.exit(), 2);
        assert!(!fault.detail.contains("hunter2"));
        std::fs::write(&path, "tbk_a_b\n").unwrap();
        assert_eq!(read_token(&path).ok().unwrap().0, "tbk_a_b");
    }
}
