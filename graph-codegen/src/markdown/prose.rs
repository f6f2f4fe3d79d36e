//! Reads a page's running text into documentation: pulldown-cmark reads the inlines, and tags of HTML do what they mean.

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::doc::{Doc, Kind, Target, Text};

/// A link that leads somewhere.
pub(crate) struct Resolved {
    /// Another text in place of the page's.
    pub(crate) text: Option<String>,
    /// Where it leads.
    pub(crate) target: Target,
}

impl From<Target> for Resolved {
    fn from(target: Target) -> Self {
        Self { text: None, target }
    }
}

/// Resolves a link by its plain text and its target as written.
type Resolve<'a> = &'a dyn Fn(&str, &str) -> Option<Resolved>;

impl Text {
    /// Markdown that is a part of the generator; links may lead to items of the generated crate.
    pub fn markdown(text: &'static str) -> Self {
        let items = |_: &str, target: &str| Target::item(target).map(Resolved::from);
        let blocks = prose(text, &items).blocks.into_iter();
        Self::join(blocks.map(|block| block.text), " ")
    }
}

/// Reads a text whose only blocks are paragraphs and list items. A link that does not resolve becomes text, and so does
/// anything but code spans, emphasis and links.
pub(crate) fn prose(text: &str, resolve: Resolve<'_>) -> Doc {
    let mut reader = Reader {
        resolve,
        doc: Doc::default(),
        kind: Kind::Paragraph,
        open: vec![Frame::new(Role::Block)],
        emphasis: 0,
        links: 0,
        after_break: false,
    };
    for (kind, text) in blocks(text) {
        reader.start(kind);
        reader.read(&text);
    }
    reader.start(Kind::Paragraph);
    reader.doc
}

/// The blocks of a text by its lines; what else begins a block in Markdown means nothing here.
fn blocks(text: &str) -> Vec<(Kind, String)> {
    let mut blocks: Vec<(Kind, String)> = Vec::new();
    let mut after_blank = true;
    for line in text.lines().map(str::trim) {
        let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
        match (item, blocks.last_mut()) {
            (Some(item), Some(_)) => blocks.push((Kind::Item, item.to_owned())),
            (_, Some((_, last))) if !after_blank => {
                last.push(' ');
                last.push_str(line);
            }
            _ if !line.is_empty() => blocks.push((Kind::Paragraph, line.to_owned())),
            _ => {}
        }
        after_blank = line.is_empty();
    }
    blocks
}

/// A construct that is not closed yet, with its content so far.
struct Frame {
    role: Role,
    text: Text,
}

enum Role {
    Block,
    Emphasis(bool),
    /// The target as written; none for what is no link in the end.
    Link(Option<String>),
    /// `<code>`.
    Code,
}

impl Frame {
    fn new(role: Role) -> Self {
        let text = Text::default();
        Self { role, text }
    }
}

struct Reader<'a> {
    resolve: Resolve<'a>,
    doc: Doc,
    /// What the block that is being read will be.
    kind: Kind,
    /// The block, and in it at most one emphasis, one link and one code element: deeper ones add nothing.
    open: Vec<Frame>,
    emphasis: usize,
    links: usize,
    /// After `<br>` and white space.
    after_break: bool,
}

impl Reader<'_> {
    fn read(&mut self, text: &str) {
        if !text.bytes().any(|byte| b"`\\![]<&*_".contains(&byte)) {
            return self.text(text);
        }
        // A paragraph that begins with a word holds inlines only.
        let paragraph = format!("x {text}");
        let mut without_address = |link: BrokenLink<'_>| match link.link_type {
            LinkType::Reference | LinkType::Collapsed => Some((CowStr::from(""), CowStr::from(""))),
            _ => None,
        };
        let events =
            Parser::new_with_broken_link_callback(&paragraph, Options::empty(), Some(&mut without_address));
        let mut is_first = true;
        for event in TextMergeStream::new(events) {
            match event {
                Event::Text(text) if is_first => {
                    is_first = false;
                    self.text(text.strip_prefix('x').unwrap_or(&text));
                }
                Event::Text(text) => self.text(&text),
                Event::SoftBreak | Event::HardBreak => self.text(" "),
                Event::Code(code) => self.add(|text| text.code(&code)),
                Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
                Event::Start(tag) => self.open(&tag),
                Event::End(tag) => self.close(tag),
                _ => {}
            }
        }
    }

    fn add(&mut self, add: impl FnOnce(Text) -> Text) {
        self.after_break = false;
        if let Some(frame) = self.open.last_mut() {
            frame.text = add(std::mem::take(&mut frame.text));
        }
    }

    fn text(&mut self, text: &str) {
        let is_still_break = self.after_break && text.trim().is_empty();
        self.add(|to| to.text(text));
        self.after_break = is_still_break;
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong => {
                self.emphasis += 1;
                if self.emphasis == 1 {
                    self.push(Role::Emphasis(matches!(tag, Tag::Strong)));
                }
            }
            Tag::Link {
                link_type: LinkType::Inline | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown,
                dest_url,
                ..
            } => {
                self.links += 1;
                if self.links == 1 {
                    self.push(Role::Link(Some(dest_url.to_string())));
                }
            }
            // The text of a URL in angle brackets becomes a link again when it is written.
            Tag::Link { .. } | Tag::Image { .. } => {
                self.links += 1;
                if self.links == 1 {
                    self.push(Role::Link(None));
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        let depth = match tag {
            TagEnd::Emphasis | TagEnd::Strong => &mut self.emphasis,
            TagEnd::Link | TagEnd::Image => &mut self.links,
            _ => return,
        };
        *depth = depth.saturating_sub(1);
        if *depth == 0 {
            self.drop_code();
            self.pop();
        }
    }

    /// Code in HTML ends where another construct begins or ends in it.
    fn drop_code(&mut self) {
        if matches!(self.open.last(), Some(Frame { role: Role::Code, .. }))
            && let Some(frame) = self.open.pop()
        {
            self.add(|text| text.append(frame.text));
        }
    }

    fn push(&mut self, role: Role) {
        self.drop_code();
        self.open.push(Frame::new(role));
    }

    fn pop(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(Frame { role, text: inner }) = self.open.pop() else {
            return;
        };
        match role {
            Role::Emphasis(strong) => self.add(|text| text.emphasis(strong, inner)),
            Role::Code => self.add(|text| text.code(&inner.plain())),
            Role::Link(Some(target)) => {
                let resolved = (self.resolve)(&inner.plain(), &target);
                self.add(|text| match resolved {
                    Some(Resolved {
                        text: Some(other),
                        target,
                    }) => text.link(inner.reworded(&other), Some(target)),
                    resolved => text.link(inner, resolved.map(|resolved| resolved.target)),
                });
            }
            Role::Link(None) | Role::Block => self.add(|text| text.append(inner)),
        }
    }

    /// Begins another block, unless a construct is open that goes on behind it.
    fn start(&mut self, kind: Kind) {
        self.drop_code();
        if self.open.len() > 1 {
            return self.text(" ");
        }
        if let Some(frame) = self.open.last_mut() {
            let text = std::mem::take(&mut frame.text);
            let kind = std::mem::replace(&mut self.kind, kind);
            self.doc = std::mem::take(&mut self.doc).block(kind, text);
        }
    }

    /// What a tag means; what is none is text, and a comment is nothing.
    fn html(&mut self, html: &str) {
        if html.starts_with("<!--") {
            return;
        }
        let inner = html.trim_start_matches('<');
        let closes = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        match (name[..end].to_ascii_lowercase().as_str(), closes) {
            ("br", _) if self.after_break => self.start(Kind::Paragraph),
            ("br", _) => {
                self.text(" ");
                self.after_break = true;
            }
            ("td" | "th", _) => self.text(" "),
            ("li", false) => self.start(Kind::Item),
            ("code", false) if !matches!(self.open.last(), Some(Frame { role: Role::Code, .. })) => {
                self.push(Role::Code);
            }
            ("code", true) if matches!(self.open.last(), Some(Frame { role: Role::Code, .. })) => self.pop(),
            (
                "p" | "ul" | "ol" | "li" | "div" | "tr" | "table" | "thead" | "tbody" | "blockquote" | "hr"
                | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6",
                _,
            ) => self.start(Kind::Paragraph),
            (
                "a" | "b" | "big" | "center" | "code" | "em" | "font" | "i" | "img" | "kbd" | "nobr"
                | "small" | "span" | "strong" | "sub" | "sup" | "tt" | "u" | "var" | "wbr",
                _,
            ) => {}
            _ => self.text(html),
        }
    }
}
