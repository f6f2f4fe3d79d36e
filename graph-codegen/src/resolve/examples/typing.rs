//! Finds the type of an example's body, or the reason why it has none.

use crate::{
    model::{Operation, OperationKind, TypeName, TypeUse},
    page::{Annotation, Body, Message, Page, Representation},
    resolve::{
        context::Context,
        operations::evidence::{annotated, body_collection, shown},
    },
};

/// The type of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BodyType {
    /// Its type.
    Typed(TypeUse),
    /// No type, with the reason; no reason if it needs none.
    Not(Option<&'static str>),
}

impl BodyType {
    /// The type.
    pub(crate) fn ty(&self) -> Option<&TypeName> {
        match self {
            Self::Typed(typed) => Some(&typed.ty),
            Self::Not(_) => None,
        }
    }

    /// The reason why it has none.
    pub(crate) fn why_not(&self) -> Option<&'static str> {
        match self {
            Self::Typed(_) => None,
            Self::Not(reason) => *reason,
        }
    }

    /// A collection of it.
    pub(crate) fn collection(&self) -> bool {
        matches!(self, Self::Typed(typed) if typed.collection)
    }
}

/// Types bodies.
pub(crate) struct Typing<'a> {
    context: Context<'a>,
}

impl<'a> Typing<'a> {
    /// Typing of bodies with all types of the model.
    pub(crate) fn new(context: Context<'a>) -> Self {
        Self { context }
    }

    /// The type of a request's body: its own `@odata.type`, else that of the operation.
    pub(crate) fn request(&self, page: &Page, message: &Message, operation: Option<&Operation>) -> BodyType {
        let value = match &message.body {
            Body::Json { value, .. } => value,
            body => return untyped(body),
        };
        let taken = operation.and_then(|operation| operation.request_body.as_ref());
        let stated = taken.and_then(|body| body.ty.clone());
        let shown = shown(page, value, self.context.names);
        let Some(ty) = self.closest(shown.into_iter().chain(stated)) else {
            return BodyType::Not(Some(match operation {
                None => "the request belongs to no operation, so its body has no type",
                // References and sets of parameters need no type.
                Some(operation)
                    if operation.kind == OperationKind::Ref && value.get("@odata.id").is_some() =>
                {
                    return BodyType::Not(None);
                }
                Some(_) if taken.is_some_and(|body| !body.properties.is_empty()) && value.is_object() => {
                    return BodyType::Not(None);
                }
                Some(_) => "neither the body nor the section on the request body name its type",
            }));
        };
        BodyType::Typed(TypeUse {
            ty,
            collection: value.is_array(),
        })
    }

    /// The type of a response's body: its own `@odata.type`, the annotation, else that of the operation.
    pub(crate) fn response(
        &self,
        page: &Page,
        message: &Message,
        status: u16,
        operation: Option<&Operation>,
    ) -> BodyType {
        let value = match &message.body {
            Body::Json { value, .. } => value,
            body => return untyped(body),
        };
        if status >= 300
            || value.get("error").is_some() && value.as_object().is_some_and(|object| object.len() == 1)
        {
            return BodyType::Not(Some("an error answer has no documented type"));
        }
        let annotation = message
            .annotation
            .as_ref()
            .and_then(|it| annotated(page, it, self.context.names));
        let documented = operation.and_then(|operation| {
            let same = operation
                .responses
                .iter()
                .find(|response| response.status == status);
            same.filter(|response| response.ty.is_some())
                .or_else(|| operation.responses.iter().find(|response| response.ty.is_some()))
        });
        let shown = shown(page, value, self.context.names);
        let annotated = annotation.as_ref().map(|typed| typed.ty.clone());
        let stated = documented.and_then(|response| response.ty.clone());
        let several = body_collection(value)
            .or(annotation.map(|typed| typed.collection))
            .or(documented.map(|response| response.collection))
            .unwrap_or(false);
        let Some(ty) = self.closest(shown.into_iter().chain(annotated).chain(stated)) else {
            return BodyType::Not(Some(
                "neither the annotation, the body nor the operation tell the type of the answer",
            ));
        };
        BodyType::Typed(TypeUse {
            ty,
            collection: several,
        })
    }

    /// The type of a body without request and response.
    pub(crate) fn alone(&self, page: &Page, annotation: Option<&Annotation>, body: &Body) -> BodyType {
        let value = match body {
            Body::Json { value, .. } => value,
            body => return untyped(body),
        };
        let annotation = annotation.and_then(|annotation| annotated(page, annotation, self.context.names));
        let shown = shown(page, value, self.context.names);
        let several = annotation.as_ref().is_some_and(|typed| typed.collection);
        let stated = annotation.map(|typed| typed.ty);
        match self.closest(shown.into_iter().chain(stated)) {
            Some(ty) => BodyType::Typed(TypeUse {
                ty,
                collection: several && body_collection(value) == Some(true),
            }),
            None => BodyType::Not(Some("nothing names the type of a body that stands alone")),
        }
    }

    /// The type of a JSON representation.
    pub(crate) fn representation(&self, page: &Page, shown: &Representation) -> BodyType {
        if !matches!(shown.body, Body::Json { .. }) {
            return untyped(&shown.body);
        }
        let names = self.context.names;
        let annotated = shown
            .annotation
            .as_ref()
            .and_then(|annotation| annotated(page, annotation, names));
        let own = || names.of_page(&page.path).cloned();
        match annotated.map(|typed| typed.ty).or_else(own) {
            Some(ty) => BodyType::Typed(TypeUse::one(ty)),
            None => self.alone(page, None, &shown.body),
        }
    }

    /// The first of the types that the model has, unless a later one derives from it.
    fn closest(&self, types: impl Iterator<Item = TypeName>) -> Option<TypeName> {
        let known = types.filter(|ty| {
            ty.is_primitive() && ty.as_str() != "Edm.Untyped" && ty.as_str() != "Edm.Stream"
                || self.context.graph.types.ty(ty).is_some()
                || self.context.is_enum(ty)
        });
        known.reduce(|best, next| {
            if self.context.graph.types.derives(&next, &best) {
                next
            } else {
                best
            }
        })
    }
}

/// Only JSON has a type.
fn untyped(body: &Body) -> BodyType {
    match body {
        Body::Empty | Body::Other { .. } | Body::Json { .. } => BodyType::Not(None),
        Body::Invalid { .. } => BodyType::Not(Some("a body that is not readable as JSON")),
    }
}

#[cfg(test)]
mod tests {
    use crate::{analyze, model::ApiInfo, text::Sources};

    /// The findings on the body of a call whose page lists `comment` and `toRecipients`.
    fn check(body: &str) -> Vec<String> {
        let page = format!(
            r#"# message: forward

## HTTP request

```http
POST /me/messages/{{id}}/forward
```

## Request body

In the request body, supply a JSON representation of the parameters.

|Parameter|Type|Description|
|:---|:---|:---|
|comment|String|What to say.|
|toRecipients|String collection|Whom to tell.|

## Response

If successful, this action returns a `202 Accepted` response code.

## Examples

<!-- {{ "blockType": "request", "name": "forward" }} -->
```http
POST https://graph.microsoft.com/v1.0/me/messages/AAMk/forward
Content-Type: application/json

{body}
```
"#
        );
        let sources = Sources::from_texts(&[("api/message-forward.md", &page)]);
        let analysis = analyze(&sources, None, ApiInfo::default());
        let unknown = analysis.diagnostics.iter().filter(|one| one.code.id == "GD0408");
        let later = crate::check(&sources, &analysis.api);
        unknown
            .chain(&later)
            .map(|finding| finding.message.clone())
            .collect()
    }

    #[test]
    fn listed_parameters_need_no_type() {
        assert_eq!(check(r#"{"comment": "for you", "toRecipients": []}"#), [""; 0]);
    }

    #[test]
    fn a_parameter_that_is_not_listed_is_noted() {
        let noted = check(r#"{"comment": "for you", "urgent": true}"#);
        assert_eq!(noted, ["`urgent` is no parameter that the page lists"]);
    }
}
