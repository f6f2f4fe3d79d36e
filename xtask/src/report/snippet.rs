//! One finding as rustc shows them, with its line.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use graph_codegen::{
    diagnostic::{Diagnostic, Severity},
    text::{Sources, Span},
};

/// How many bytes of a line are marked.
const MARKED: usize = 100;

pub(super) fn finding_text(
    sources: &Sources,
    finding: &Diagnostic,
    level: Severity,
    renderer: &Renderer,
) -> String {
    let level = match level {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&finding.message).id(finding.code.id);
    let mut group = Group::with_title(title);
    if let Some(span) = finding.span {
        group = group.element(snippet(sources, span, AnnotationKind::Primary, None));
    }
    if let Some(related) = &finding.related {
        let (span, label) = **related;
        group = group.element(snippet(sources, span, AnnotationKind::Context, Some(label)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group]) + "\n"
}

/// The line where the span starts; of a long span only its beginning is marked, so that a long line can be cut.
fn snippet<'a>(
    sources: &'a Sources,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(span.file);
    let start = floor(&source.text, span.start as usize);
    let first = source.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = source.text[start..]
        .find('\n')
        .map_or(source.text.len(), |at| start + at);
    let end = floor(&source.text, (span.end as usize).min(start + MARKED)).clamp(start, last);
    Snippet::source(&source.text[first..last])
        .line_start(sources.position(span).line as usize)
        .path(source.path.as_str())
        .annotation(kind.span(start - first..end - first).label(label))
}

/// The offset itself, or the nearest one before it that is inside the text and between characters.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use graph_codegen::diagnostic::codes::NOT_UTF8;

    use super::*;

    #[test]
    fn spans_beyond_the_text_or_inside_a_character_are_shown_all_the_same() {
        let sources = Sources::from_texts(&[("api/a.md", "é\n")]);
        let (id, _) = sources.pages().next().expect("one page");
        for range in [1..2, 0..999, 999..1000, 3..3] {
            let finding = Diagnostic::new(&NOT_UTF8, Span::new(id, range), "x");
            assert!(
                finding_text(&sources, &finding, Severity::Note, &Renderer::plain()).contains("api/a.md")
            );
        }
    }
}
