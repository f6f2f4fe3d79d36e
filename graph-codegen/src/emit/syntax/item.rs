//! Items: structs, implementations and what stands in them, calls of macros.

use proc_macro2::TokenStream;
use syn::{
    Attribute, Block, Expr, Field, Fields, FieldsNamed, FnArg, Generics, Ident, ImplItem, ImplItemConst,
    ImplItemFn, ImplItemType, Item, ItemImpl, ItemMacro, ItemStruct, ItemUse, Macro, MacroDelimiter, Pat,
    PatIdent, PatType, Path, Receiver, ReceiverKind, ReturnType, Signature, Stmt, Token, Type, UseGroup,
    UseName, UsePath, UseTree, Visibility, parse_quote,
    token::{Brace, Paren},
};

use super::{ident, list};

/// `pub`.
pub(in crate::emit) fn public() -> Visibility {
    Visibility::Public(<Token![pub]>::default())
}

/// `pub struct Message { … }`.
pub(in crate::emit) fn structure(
    attrs: Vec<Attribute>,
    name: Ident,
    fields: impl IntoIterator<Item = Field>,
) -> Item {
    let fields = Fields::Named(FieldsNamed {
        brace_token: Brace::default(),
        named: list(fields),
    });
    declared(attrs, name, fields, None)
}

/// `pub struct ListMessages;`.
pub(in crate::emit) fn unit(attrs: Vec<Attribute>, name: Ident) -> Item {
    declared(attrs, name, Fields::Unit, Some(<Token![;]>::default()))
}

fn declared(attrs: Vec<Attribute>, name: Ident, fields: Fields, semi: Option<Token![;]>) -> Item {
    Item::Struct(ItemStruct {
        attrs,
        vis: public(),
        struct_token: <Token![struct]>::default(),
        ident: name,
        generics: Generics::default(),
        fields,
        semi_token: semi,
    })
}

/// `pub id: Option<String>,`.
pub(in crate::emit) fn field(attrs: Vec<Attribute>, name: Ident, ty: Type) -> Field {
    Field {
        attrs,
        vis: public(),
        modifiers: Default::default(),
        ident: Some(name),
        colon_token: Some(<Token![:]>::default()),
        ty,
        default: None,
    }
}

/// `impl Message { … }`, `impl Object for Message { … }`.
pub(in crate::emit) fn implementation(of: Option<Path>, ty: Type, items: Vec<ImplItem>) -> Item {
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: Default::default(),
        unsafety: None,
        impl_token: <Token![impl]>::default(),
        generics: Generics::default(),
        trait_: of.map(|path| (path, <Token![for]>::default())),
        self_ty: Box::new(ty),
        brace_token: Brace::default(),
        items,
    })
}

/// An implementation that only the runtime has a use for: it is on no page of the documentation.
pub(in crate::emit) fn machinery(of: Path, ty: Type, items: Vec<ImplItem>) -> Item {
    let mut emitted = implementation(Some(of), ty, items);
    if let Item::Impl(machinery) = &mut emitted {
        machinery.attrs = vec![parse_quote!(#[doc(hidden)])];
    }
    emitted
}

/// `type Output = Message;`.
pub(in crate::emit) fn associated(name: &str, ty: Type) -> ImplItem {
    ImplItem::Type(ImplItemType {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        type_token: <Token![type]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        eq_token: <Token![=]>::default(),
        ty,
        semi_token: <Token![;]>::default(),
    })
}

/// `const INFO: &'static Info = &Info { … };`.
pub(in crate::emit) fn constant(name: &str, ty: Type, expr: Expr) -> ImplItem {
    ImplItem::Const(ImplItemConst {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        const_token: <Token![const]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        colon_token: <Token![:]>::default(),
        ty,
        eq_token: <Token![=]>::default(),
        expr,
        semi_token: <Token![;]>::default(),
    })
}

/// A function of an implementation: its head and the expression that it is.
pub(in crate::emit) fn function(
    attrs: Vec<Attribute>,
    vis: Visibility,
    sig: Signature,
    body: Expr,
) -> ImplItem {
    ImplItem::Fn(ImplItemFn {
        attrs,
        vis,
        modifiers: Default::default(),
        sig,
        block: block(body),
    })
}

/// `{ value }`.
pub(in crate::emit) fn block(value: Expr) -> Block {
    Block {
        brace_token: Brace::default(),
        stmts: vec![Stmt::Expr(value, None)],
    }
}

/// `fn list(self) -> Call<…>`.
pub(in crate::emit) fn signature(
    name: &str,
    inputs: impl IntoIterator<Item = FnArg>,
    output: Type,
) -> Signature {
    Signature {
        constness: None,
        asyncness: None,
        safety: Default::default(),
        abi: None,
        fn_token: <Token![fn]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        paren_token: Paren::default(),
        inputs: list(inputs),
        variadic: None,
        output: ReturnType::Type(<Token![->]>::default(), Box::new(output)),
    }
}

/// `self`.
pub(in crate::emit) fn receiver() -> FnArg {
    FnArg::Receiver(Receiver {
        attrs: Vec::new(),
        mutability: None,
        self_token: <Token![self]>::default(),
        kind: ReceiverKind::Value,
    })
}

/// `id: &str`.
pub(in crate::emit) fn argument(name: &str, ty: Type) -> FnArg {
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: ident(name),
            subpat: None,
        })),
        colon_token: <Token![:]>::default(),
        ty: Box::new(ty),
    })
}

/// `use crate::models::{ItemBody, Recipient};`, and with `pub`.
pub(in crate::emit) fn import(vis: Visibility, module: &[String], names: &[String]) -> Item {
    let name = |name: &String| UseTree::Name(UseName { ident: ident(name) });
    let names = match names {
        [one] => name(one),
        names => UseTree::Group(UseGroup {
            brace_token: Brace::default(),
            items: list(names.iter().map(name)),
        }),
    };
    let tree = module.iter().rev().fold(names, |tree, part| {
        UseTree::Path(UsePath {
            ident: ident(part),
            colon2_token: <Token![::]>::default(),
            tree: Box::new(tree),
        })
    });
    Item::Use(ItemUse {
        attrs: Vec::new(),
        vis,
        use_token: <Token![use]>::default(),
        leading_colon: None,
        tree,
        semi_token: <Token![;]>::default(),
    })
}

/// What rustdoc hides where it stands, and shows where it is re-exported: such a page has no list of implementations,
/// which for a type with none that a reader looks for is nearly all of the page. Only rustdoc sees it as hidden: editors
/// go on to suggest it.
pub(in crate::emit) fn shown_elsewhere() -> Attribute {
    parse_quote!(#[cfg_attr(doc, doc(hidden))])
}

/// The re-export that shows it.
pub(in crate::emit) fn shown_here(mut import: Item) -> Item {
    if let Item::Use(import) = &mut import {
        import.attrs = vec![parse_quote!(#[doc(inline)])];
    }
    import
}

/// `object!(Message);`.
pub(in crate::emit) fn invocation(name: &str, tokens: TokenStream) -> Item {
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: ident(name).into(),
            bang_token: <Token![!]>::default(),
            delimiter: MacroDelimiter::Paren(Paren::default()),
            tokens,
        },
        semi_token: Some(<Token![;]>::default()),
    })
}
