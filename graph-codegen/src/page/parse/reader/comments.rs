//! Comments and the annotations in them. Comes in: a comment. Goes out: an annotation that waits for its block.

use std::sync::Arc;

use super::Reader;
use crate::{
    diagnostic::codes,
    page::parse::{annotation, slice::Slice},
    page::{BlockKind, Body, Outcome, Representation},
};

impl<'a> Reader<'a, '_> {
    pub(super) fn comment(&mut self, inner: Slice<'a>, at: Slice<'a>, closed: bool) {
        if !closed {
            self.find(
                &codes::COMMENT_OPEN,
                at.sub(0..4).span(),
                "a comment that is not closed",
            );
        }
        if !annotation::is_meant(inner) {
            return self.cover(
                BlockKind::Comment,
                Outcome::Skipped("note of the author"),
                at.span(),
            );
        }
        let faults = self.findings.len();
        match annotation::read(inner, at.span(), &mut self.findings) {
            Some(annotation) if annotation.of_page => {
                self.page.annotations.push(annotation);
                self.cover(BlockKind::Comment, Outcome::Modelled, at.span());
            }
            Some(annotation) => {
                self.drop_annotation();
                self.waiting = Some(Arc::new(annotation));
                self.cover(BlockKind::Comment, Outcome::Modelled, at.span());
            }
            None if self.findings.len() > faults => {
                self.cover(BlockKind::Comment, Outcome::Failed, at.span())
            }
            None => self.cover(
                BlockKind::Comment,
                Outcome::Skipped("note of the author"),
                at.span(),
            ),
        }
    }

    /// An annotation stands for the block right behind it. One of a resource says enough without a block.
    pub(super) fn drop_annotation(&mut self) {
        let Some(annotation) = self.waiting.take() else {
            return;
        };
        let span = annotation.span;
        if annotation.block_type.as_deref() == Some("resource") {
            self.page.representations.push(Representation {
                annotation: Some(annotation),
                body: Body::Empty,
                span,
            });
            return;
        }
        let mut covered = self.page.coverage.iter_mut().rev();
        if let Some(comment) = covered.find(|block| block.span == span) {
            comment.outcome = Outcome::Skipped("annotation without a block behind it");
        }
    }
}
