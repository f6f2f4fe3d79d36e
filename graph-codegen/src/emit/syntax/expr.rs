//! Expressions, and the patterns of a `match`.

use proc_macro2::Span;
use syn::{
    Arm, Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMatch, ExprMethodCall, ExprPath, ExprReference,
    ExprStruct, ExprTry, ExprTuple, FieldValue, Ident, Lit, LitByteStr, LitInt, LitStr, Member, Pat, PatWild,
    Path, Token, Type,
    token::{Brace, Bracket, Paren},
};

use super::{ident, list, path};

/// `"id"`.
pub(in crate::emit) fn text(text: &str) -> Expr {
    Expr::Lit(literal(text))
}

/// The literal alone, which is a pattern too.
pub(in crate::emit) fn literal(text: &str) -> ExprLit {
    lit(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// `12`.
pub(in crate::emit) fn number(number: usize) -> Expr {
    Expr::Lit(int(number))
}

/// The literal alone, which is a pattern too.
pub(in crate::emit) fn int(number: usize) -> ExprLit {
    lit(Lit::Int(LitInt::new(&number.to_string(), Span::call_site())))
}

/// `b"\0\x01"`.
pub(in crate::emit) fn bytes(bytes: &[u8]) -> Expr {
    Expr::Lit(lit(Lit::ByteStr(LitByteStr::new(bytes, Span::call_site()))))
}

fn lit(lit: Lit) -> ExprLit {
    ExprLit {
        attrs: Vec::new(),
        lit,
    }
}

/// `true`.
pub(in crate::emit) fn named<'a>(parts: impl IntoIterator<Item = &'a str>) -> Expr {
    of(path(parts))
}

/// A path as an expression.
pub(in crate::emit) fn of(path: Path) -> Expr {
    Expr::Path(as_path(path))
}

/// A path, which is a pattern too.
pub(in crate::emit) fn as_path(path: Path) -> ExprPath {
    ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    }
}

/// `calls::select::<ListMessages>`.
pub(in crate::emit) fn generic<'a>(parts: impl IntoIterator<Item = &'a str>, types: Vec<Type>) -> Expr {
    of(super::generic(parts, Some(<Token![::]>::default()), types))
}

/// `self.id`.
pub(in crate::emit) fn of_self(member: Member) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(named(["self"])),
        dot_token: <Token![.]>::default(),
        member,
    })
}

/// `&value`.
pub(in crate::emit) fn reference(expr: Expr) -> Expr {
    borrow(None, expr)
}

/// `&mut value`.
pub(in crate::emit) fn reference_mut(expr: Expr) -> Expr {
    borrow(Some(<Token![mut]>::default()), expr)
}

fn borrow(mutability: Option<Token![mut]>, expr: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        mutability,
        expr: Box::new(expr),
    })
}

/// `&[1, 2]`.
pub(in crate::emit) fn slice(elems: impl IntoIterator<Item = Expr>) -> Expr {
    reference(Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: Bracket::default(),
        elems: list(elems),
    }))
}

/// `&["a", "b"]`.
pub(in crate::emit) fn texts(texts: &[String]) -> Expr {
    slice(texts.iter().map(|one| text(one)))
}

/// `(1, 2)`.
pub(in crate::emit) fn tuple(elems: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Tuple(ExprTuple {
        attrs: Vec::new(),
        paren_token: Paren::default(),
        elems: list(elems),
    })
}

/// `Call::new(path)`.
pub(in crate::emit) fn call(func: Expr, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(func),
        paren_token: Paren::default(),
        args: list(args),
    })
}

/// `path.key(id)`.
pub(in crate::emit) fn method(receiver: Expr, name: &str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: <Token![.]>::default(),
        method: ident(name),
        turbofish: None,
        paren_token: Paren::default(),
        args: list(args),
    })
}

/// `value?`.
pub(in crate::emit) fn tried(expr: Expr) -> Expr {
    Expr::Try(ExprTry {
        attrs: Vec::new(),
        expr: Box::new(expr),
        question_token: <Token![?]>::default(),
    })
}

/// `Info { title: "…", ..Info::NONE }`.
pub(in crate::emit) fn record(
    path: Path,
    fields: impl IntoIterator<Item = FieldValue>,
    rest: Option<Expr>,
) -> Expr {
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: Brace::default(),
        fields: list(fields),
        dot2_token: rest.is_some().then(<Token![..]>::default),
        rest: rest.map(Box::new),
    })
}

/// `title: "…"`.
pub(in crate::emit) fn field(name: Ident, expr: Expr) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: Member::Named(name),
        colon_token: Some(<Token![:]>::default()),
        expr,
    }
}

/// `match index { … }`.
pub(in crate::emit) fn matched(subject: &str, arms: Vec<Arm>) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: <Token![match]>::default(),
        expr: Box::new(named([subject])),
        brace_token: Brace::default(),
        arms,
    })
}

/// `0 => &self.id,`.
pub(in crate::emit) fn arm(pat: Pat, body: Expr) -> Arm {
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: <Token![=>]>::default(),
        body: Box::new(body),
        comma: Some(<Token![,]>::default()),
    }
}

/// `_`.
pub(in crate::emit) fn wild() -> Pat {
    Pat::Wild(PatWild {
        attrs: Vec::new(),
        underscore_token: <Token![_]>::default(),
    })
}
