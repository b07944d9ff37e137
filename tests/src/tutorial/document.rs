//! The tutorial as steps: what to type, what is then printed, and which words a page shows.
//!
//! ```` ```sh ```` holds commands and ```` ```text ```` what they print; `first-window` after either says where. A
//! paragraph or list item with the address of a page names in bold what stands on it.

/// Which of the reader's two terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Where the demonstration runs.
    First,
    /// Where all else is typed.
    Second,
}

/// One thing that a reader does or sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Commands to type.
    Run(Which, String),
    /// Lines that are printed, in this order; … stands for anything.
    Says(Which, Vec<String>),
    /// A page, and the words on it.
    See(String, Vec<String>),
    /// Ctrl-C in the first window.
    Stop,
}

impl Step {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Run(..) => "commands",
            Self::Says(..) => "what is printed",
            Self::See(..) => "a page",
            Self::Stop => "Ctrl-C",
        }
    }
}

/// The steps, each with the number of the line it begins on.
pub(super) fn steps(document: &str) -> Vec<(usize, Step)> {
    let mut steps = Vec::new();
    let mut paragraph = (0, String::new());
    let mut lines = (1..).zip(document.lines());
    while let Some((number, line)) = lines.next() {
        let fence = line.strip_prefix("```");
        if fence.is_some() || line.is_empty() || line.starts_with("- ") || line.starts_with('#') {
            let (began, words) = std::mem::take(&mut paragraph);
            steps.extend(prose(&words).map(|step| (began, step)));
        }
        match fence {
            Some(kind) => {
                let held: Vec<&str> = lines
                    .by_ref()
                    .map(|(_, line)| line)
                    .take_while(|line| *line != "```")
                    .collect();
                steps.push((number, block(kind, &held)));
            }
            None if line.is_empty() => {}
            None => {
                if paragraph.1.is_empty() {
                    paragraph.0 = number;
                }
                paragraph.1.push_str(line.trim_start());
                paragraph.1.push(' ');
            }
        }
    }
    steps.extend(prose(&paragraph.1).map(|step| (paragraph.0, step)));
    steps
}

fn block(kind: &str, held: &[&str]) -> Step {
    let (kind, which) = match kind.strip_suffix(" first-window") {
        Some(kind) => (kind, Which::First),
        None => (kind, Which::Second),
    };
    let full = |line: &&&str| !line.trim().is_empty();
    match kind {
        "sh" => Step::Run(which, held.join("\n") + "\n"),
        "text" => Step::Says(which, held.iter().filter(full).map(ToString::to_string).collect()),
        other => panic!("a block of «{other}»: it is sh or text"),
    }
}

/// What a paragraph asks the reader to do or see.
fn prose(words: &str) -> Option<Step> {
    if words.starts_with("Press Ctrl-C") {
        return Some(Step::Stop);
    }
    let bold: Vec<String> = words.split("**").skip(1).step_by(2).map(str::to_owned).collect();
    let addresses: Vec<&str> = words.split("<http").skip(1).collect();
    match addresses.as_slice() {
        [] => {
            assert!(bold.is_empty(), "bold is for what stands on a page: {words}");
            None
        }
        [rest] => {
            let address = rest.split('>').next().unwrap_or_default();
            assert!(!bold.is_empty(), "what stands on the page? {words}");
            Some(Step::See(format!("http{address}"), bold))
        }
        _ => panic!("one page at a time: {words}"),
    }
}

#[test]
fn a_document_becomes_steps_with_their_lines() {
    let text = "# A\n\nTry:\n\n```sh\na \\\n  b\n```\n```text\nc …\n\n```\n\n- See <http://x/y>: it **says\n  so** and **more**.\n\nPress Ctrl-C there.\n\n```text first-window\nd\n```\n";
    let words = ["says so", "more"].map(str::to_owned).to_vec();
    assert_eq!(
        steps(text),
        [
            (5, Step::Run(Which::Second, "a \\\n  b\n".to_owned())),
            (9, Step::Says(Which::Second, vec!["c …".to_owned()])),
            (14, Step::See("http://x/y".to_owned(), words)),
            (17, Step::Stop),
            (19, Step::Says(Which::First, vec!["d".to_owned()])),
        ]
    );
}
