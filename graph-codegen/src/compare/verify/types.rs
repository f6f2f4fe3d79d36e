//! Types: who has them, entity or complex, bases, abstract and open.

use super::{
    Difference, Drift,
    figures::{Share, TypeFigures},
    sides::{Documented, Service, lower},
};
use crate::{
    compare::csdl::StructuredType,
    model::{Type, TypeName},
};

/// Compares types as a whole: their figures, those of kinds, those of bases.
pub(super) fn compare<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    drift: &mut Vec<Drift>,
) -> (TypeFigures, Share, Share) {
    let both = pages.known(service).count();
    alone(pages, service, drift);
    let (mut kind, mut base) = (Share::default(), Share::default());
    for (ours, theirs) in pages.known(service) {
        kind.count(ours.kind == theirs.kind);
        if ours.base.is_some() || theirs.base.is_some() {
            base.count(same_base(ours, theirs));
        }
        drift.extend(
            differences(pages, service, ours, theirs)
                .into_iter()
                .map(|difference| Drift {
                    difference,
                    source: Some(ours.source.clone()),
                    line: Some(theirs.line),
                }),
        );
    }
    let figures = TypeFigures {
        model: pages.types.len(),
        csdl: service.csdl.types.len(),
        both,
        recall: Share::new(both, service.csdl.types.len()),
        precision: Share::new(both, pages.types.len()),
    };
    (figures, kind, base)
}

/// Types that only one side has.
fn alone(pages: &Documented<'_>, service: &Service<'_>, drift: &mut Vec<Drift>) {
    let unknown = pages
        .types
        .iter()
        .filter(|(name, _)| !service.types.contains_key(*name));
    drift.extend(unknown.map(|(_, ty)| Drift {
        difference: Difference::TypeUnknown { ty: ty.name.clone() },
        source: Some(ty.source.clone()),
        line: None,
    }));
    let missing = service
        .types
        .iter()
        .filter(|(name, _)| !pages.types.contains_key(*name));
    drift.extend(missing.map(|(_, ty)| Drift {
        difference: Difference::TypeMissing { ty: ty.name.clone() },
        source: None,
        line: Some(ty.line),
    }));
}

fn same_base(ours: &Type, theirs: &StructuredType) -> bool {
    let name = |base: &Option<TypeName>| base.as_ref().map(lower);
    name(&ours.base) == name(&theirs.base)
}

fn differences<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    ours: &'a Type,
    theirs: &StructuredType,
) -> Vec<Difference> {
    let ty = ours.name.clone();
    let kind = (ours.kind != theirs.kind).then(|| Difference::TypeKind {
        ty: ty.clone(),
        pages: ours.kind,
        service: theirs.kind,
    });
    let base = (!same_base(ours, theirs)).then(|| Difference::Base {
        ty: ty.clone(),
        pages: ours.base.clone(),
        service: theirs.base.clone(),
    });
    let abstract_ = (ours.is_abstract != theirs.is_abstract).then(|| Difference::Abstract {
        ty: ty.clone(),
        service: theirs.is_abstract,
    });
    let open = service.is_open(&theirs.name);
    let open = (pages.is_open(ours) != open).then_some(Difference::Open { ty, service: open });
    [kind, base, abstract_, open].into_iter().flatten().collect()
}
