//! Documentation as a tree of paragraphs, list items, code spans, emphasis and links.
//!
//! Text of pages and settings reaches a documentation comment through these types only: literal text is escaped when it
//! is written, and there is no way to write any other construct.

use std::ops::Deref;

/// Lines of a documentation comment, without the leading space. Only [`Doc`] makes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub(super) Vec<String>);

impl Deref for Docs {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

/// Paragraphs and list items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    pub(super) blocks: Vec<Block>,
}

/// A paragraph or a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Item,
}

impl Doc {
    /// Adds a paragraph, unless the text is empty.
    pub fn paragraph(self, text: Text) -> Self {
        self.block(Kind::Paragraph, text)
    }

    /// Adds a list item, unless the text is empty.
    pub fn item(self, text: Text) -> Self {
        self.block(Kind::Item, text)
    }

    pub(super) fn block(mut self, kind: Kind, text: Text) -> Self {
        if !text.is_empty() {
            self.blocks.push(Block { kind, text });
        }
        self
    }

    /// Adds sentences to the last paragraph, whose own last sentence gets a full stop if it has no end.
    pub fn sentences(mut self, sentences: Vec<Text>) -> Self {
        let added = Text::join(sentences, " ");
        match self.blocks.last_mut() {
            Some(last) if last.kind == Kind::Paragraph && !added.is_empty() => {
                let sentence = std::mem::take(&mut last.text).ended();
                last.text = Text::join([sentence, added], " ");
                self
            }
            _ => self.paragraph(added),
        }
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// A part of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Literal text: single spaces, no other white space and no invisible characters.
    Text(String),
    Code(String),
    Emphasis {
        strong: bool,
        inner: Vec<Inline>,
    },
    Link {
        text: Vec<Inline>,
        target: Target,
    },
}

/// The inline content of a paragraph or a list item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub(super) inlines: Vec<Inline>,
}

impl Text {
    /// Literal text; nothing in it is markup, but URLs become links.
    pub fn new(text: &str) -> Self {
        Self::default().text(text)
    }

    /// The name of an item that is in scope of the comment, as a link to it: ``[`Message`]``.
    pub fn name(ident: &str) -> Self {
        Self::default().link(Self::default().code(ident), Target::name(ident))
    }

    /// Texts with a separator between them.
    pub fn join(texts: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut texts = texts.into_iter();
        let first = texts.next().unwrap_or_default();
        texts.fold(first, |all, text| all.text(separator).append(text))
    }

    /// Adds literal text.
    pub fn text(mut self, text: &str) -> Self {
        if !matches!(self.inlines.last(), Some(Inline::Text(_))) {
            self.inlines.push(Inline::Text(String::new()));
        }
        if let Some(Inline::Text(last)) = self.inlines.last_mut() {
            push_visible(last, text);
            if last.is_empty() {
                self.inlines.pop();
            }
        }
        self
    }

    /// Adds a code span.
    pub fn code(mut self, text: &str) -> Self {
        let mut code = String::new();
        push_visible(&mut code, text);
        let code = code.trim_matches(' ');
        if !code.is_empty() {
            self.inlines.push(Inline::Code(code.to_owned()));
        }
        self
    }

    /// Adds a link, or its text alone where it has no target. Links do not nest.
    pub fn link(mut self, text: Self, target: Option<Target>) -> Self {
        match target {
            Some(target) if !text.is_empty() => {
                let text = text.inlines;
                self.inlines.push(Inline::Link { text, target });
                self
            }
            _ => self.append(text),
        }
    }

    /// Adds emphasised or strongly emphasised text.
    pub(super) fn emphasis(mut self, strong: bool, text: Self) -> Self {
        if !text.is_empty() {
            let inner = text.inlines;
            self.inlines.push(Inline::Emphasis { strong, inner });
        }
        self
    }

    /// Adds another text.
    pub fn append(mut self, other: Self) -> Self {
        let mut others = other.inlines.into_iter();
        match others.next() {
            Some(Inline::Text(text)) => self = self.text(&text),
            Some(first) => self.inlines.push(first),
            None => {}
        }
        self.inlines.extend(others);
        self
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        let blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
        self.inlines.iter().all(blank)
    }

    /// The text without markup.
    pub fn plain(&self) -> String {
        fn add(inlines: &[Inline], plain: &mut String) {
            for inline in inlines {
                match inline {
                    Inline::Text(text) | Inline::Code(text) => plain.push_str(text),
                    Inline::Emphasis { inner, .. } => add(inner, plain),
                    Inline::Link { text, .. } => add(text, plain),
                }
            }
        }
        let mut plain = String::new();
        add(&self.inlines, &mut plain);
        plain
    }

    /// Other words in the same form.
    pub(super) fn reworded(&self, words: &str) -> Self {
        match self.inlines.as_slice() {
            [Inline::Code(_)] => Self::default().code(words),
            _ => Self::new(words),
        }
    }

    /// With a full stop, unless the last sentence has an end.
    fn ended(self) -> Self {
        let plain = self.plain();
        let plain = plain.trim_end();
        if plain.ends_with(['.', '!', '?', ':', ';']) || plain.ends_with(".)") {
            return self;
        }
        self.text(".")
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(pub(super) Place);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The text of the link is the name of an item in scope.
    Name,
    /// The path of an item.
    Item(String),
    Url(String),
}

impl Target {
    /// The item that the text of the link names; `None` unless that is an identifier or a path.
    pub fn name(text: &str) -> Option<Self> {
        is_path(text).then_some(Self(Place::Name))
    }

    /// An item by its path; `None` for what is no path.
    pub fn item(path: &str) -> Option<Self> {
        is_path(path).then(|| Self(Place::Item(path.to_owned())))
    }

    /// A URL of the web or a mail address; `None` for any other scheme.
    pub fn url(url: &str) -> Option<Self> {
        let known = ["https://", "http://", "mailto:"].into_iter();
        let rest = known.filter_map(|scheme| url.strip_prefix(scheme)).next()?;
        (!rest.trim().is_empty()).then(|| Self(Place::Url(encode_url(url))))
    }
}

fn is_path(text: &str) -> bool {
    let is_ident = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && chars.all(|c| c.is_alphanumeric() || c == '_')
    };
    text.split("::")
        .all(|part| is_ident(part.strip_prefix("r#").unwrap_or(part)))
}

/// Percent-encodes what would end the target of a link, and leaves out invisible characters.
pub(crate) fn encode_url(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.chars().filter(|c| !is_invisible(*c)) {
        match c {
            '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '"' | '{' | '}' | '|' => {
                encoded.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_whitespace() => encoded.push_str("%20"),
            c => encoded.push(c),
        }
    }
    encoded
}

/// Adds text with white space as single spaces and without invisible characters.
fn push_visible(to: &mut String, text: &str) {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return to.push_str(text);
    }
    for c in text.chars() {
        if c.is_whitespace() {
            if !to.ends_with(' ') {
                to.push(' ');
            }
        } else if !is_invisible(c) {
            to.push(c);
        }
    }
}

/// Characters that nobody sees or that change how the text around them reads; rustc refuses some in comments.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
