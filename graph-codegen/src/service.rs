//! A local service: answers requests with the examples of the pages, and refuses what the pages do not allow.

mod batch;
mod examples;
mod jobs;
mod lists;
mod message;
mod proof;
mod routes;
mod state;
#[cfg(test)]
mod tests;
mod validate;

pub use message::{Answer, Body, Request, Settings};
pub use proof::{Proof, Unproved};
pub use state::State;

use serde_json::Value;

use self::{
    examples::{Examples, Shown},
    routes::{NotFound, Routes},
    state::Dice,
    validate::Validator,
};
use crate::{
    facts::{Facts, examples::wire::WireKinds},
    model::{Api, Operation, OperationKind},
    route::{RequestUrl, origin_of, parse_url, split_version},
};

/// The service that a model describes.
pub struct Service<'a> {
    api: &'a Api,
    examples: Examples<'a>,
    routes: Routes<'a>,
    validator: Validator<'a>,
    settings: Settings,
}

impl<'a> Service<'a> {
    /// Indexes the operations and examples of a model.
    pub fn new(api: &'a Api, facts: &'a Facts, settings: Settings) -> Self {
        Self {
            api,
            examples: Examples::new(api, facts),
            routes: Routes::new(api),
            validator: Validator::new(WireKinds { api, facts }),
            settings,
        }
    }

    /// The state of a service that has answered nothing.
    pub fn state(&self) -> State {
        State::new(Dice::new(self.settings.seed))
    }

    /// Sends every example request to a service of this model, and tells which are answered with their example.
    pub fn prove(&self) -> Proof {
        proof::prove(&self.examples, &self.api.api, |request| {
            self.answer(request, &mut self.state())
        })
    }

    /// A request without a body; the target is a URL, or a path with or without the version of the API.
    pub fn request(&self, method: &str, target: &str) -> Request {
        let request = Request {
            method: method.to_uppercase(),
            target: target.to_owned(),
            ..Request::default()
        };
        match self.path_of(target) {
            Local::Elsewhere if target.starts_with('/') => self.below_version(&request),
            _ => request,
        }
    }

    /// A request whose target is a path without the version.
    fn below_version(&self, request: &Request) -> Request {
        Request {
            target: format!(
                "/{}/{}",
                self.api.api.version,
                request.target.trim_start_matches('/')
            ),
            ..request.clone()
        }
    }

    /// How many operations and examples it answers with.
    pub fn counts(&self) -> (usize, usize) {
        (self.api.operations.len(), self.examples.len())
    }

    /// Answers a request.
    pub fn answer(&self, request: &Request, state: &mut State) -> Answer {
        let answer = match self.path_of(&request.target) {
            Local::Api(path) if path.split('?').next() == Some("/$batch") => {
                batch::answer(request, |inner| {
                    self.answer_one(&self.below_version(inner), state)
                })
            }
            Local::Api(_) => self.answer_one(request, state),
            Local::Job(path) => jobs::answer(path, request, &mut state.jobs),
            Local::Elsewhere => Answer::refusal(
                404,
                "ResourceNotFound",
                &format!("paths of this service begin with /{}", self.api.api.version),
            ),
        };
        let id = state.next_request_id();
        answer.with_request_id(request, &id)
    }

    /// Answers a request of the API, alone or in a batch.
    fn answer_one(&self, request: &Request, state: &mut State) -> Answer {
        if state.dice.falls_below(self.settings.throttle) {
            return Answer::throttled();
        }
        if self.settings.token && !has_token(request) {
            return Answer::unauthorized();
        }
        let Local::Api(path) = self.path_of(&request.target) else {
            return Answer::refusal(400, "BadRequest", "not a path of this service");
        };
        match parse_url(path, &self.api.api) {
            Ok(url) => self.respond(request, &url, state),
            Err(reason) => Answer::refusal(400, "BadRequest", reason),
        }
    }

    fn respond(&self, request: &Request, url: &RequestUrl, state: &mut State) -> Answer {
        let exact = self.examples.exact(request, url);
        if let Some(shown) = exact
            && self.settings.items == 0
        {
            return self.show(shown, state);
        }
        let operations = match self.routes.find(&request.method, url) {
            Ok(operations) => operations,
            Err(not_found) => {
                return exact.map_or_else(|| refuse(request, &not_found), |shown| self.show(shown, state));
            }
        };
        // Several pages may describe one method of a path: the one that the request fits best answers.
        let checked = operations.into_iter().map(|operation| {
            let refusals = self.validator.refusals(operation, request, url);
            (operation, refusals)
        });
        let Some((operation, refusals)) = checked.min_by_key(|(_, refusals)| refusals.len()) else {
            return refuse(request, &NotFound::Path);
        };
        match refusals.into_iter().next().filter(|_| exact.is_none()) {
            Some(refusal) => Answer::refusal(refusal.status, refusal.code, &refusal.message)
                .because(&format!("{} documents {}", place(operation), operation.title)),
            None => self.fit(operation, request, url, exact, state),
        }
    }

    /// The documented example, byte for byte but for the addresses in it.
    fn show(&self, shown: &Shown<'a>, state: &mut State) -> Answer {
        let body = shown.body.as_deref().cloned();
        self.finish(shown.answer(body), shown.request.url.as_str(), state)
    }

    /// An example of the operation, fitted to the options of the request.
    fn fit(
        &self,
        operation: &'a Operation,
        request: &Request,
        url: &RequestUrl,
        exact: Option<&Shown<'a>>,
        state: &mut State,
    ) -> Answer {
        let shown = exact.or_else(|| self.examples.nearest(operation, request, url));
        let options = lists::Options::new(url, &self.settings);
        if operation.kind == OperationKind::Count {
            let total = self.settings.items.max(2);
            return Answer::text(200, &total.to_string()).because(&place(operation));
        }
        let mut answer_body = match shown {
            Some(shown) => shown.body.as_deref().cloned(),
            None => self.examples.sample(operation),
        };
        if let Some(body) = &mut answer_body {
            let link = match self.path_of(&request.target) {
                Local::Api(path) => format!("{}{path}", self.base()),
                _ => self.base(),
            };
            lists::fit(body, &options, operation.kind == OperationKind::Delta, &link);
        }
        let answer = match shown {
            Some(shown) => shown.answer(answer_body),
            None => examples::undocumented(operation, answer_body),
        };
        self.finish(answer, &request.target, state)
    }

    /// Makes addresses of the service those of this one, and opens the sessions and monitors that the answer names.
    fn finish(&self, mut answer: Answer, target: &str, state: &mut State) -> Answer {
        let object = self.object_at(target);
        let local = |url: &str| self.local(url);
        jobs::open(&mut answer, &self.settings.base, local, object, &mut state.jobs);
        answer
    }

    /// The example object at the path that the last segment of a target belongs to: what an upload to it makes.
    fn object_at(&self, target: &str) -> Option<Value> {
        let Local::Api(path) = self.path_of(target) else {
            return None;
        };
        let mut url = parse_url(path, &self.api.api).ok()?;
        url.path.pop();
        url.query.clear();
        let operations = self.routes.find("GET", &url).ok()?;
        let get = operations
            .into_iter()
            .find(|one| one.kind == OperationKind::Get)?;
        self.examples.sample(get)
    }

    /// The address here of an address of the service that the pages describe; none for another origin.
    fn local(&self, url: &str) -> Option<String> {
        let origin = origin_of(&self.api.api.base_url);
        let rest = match url.strip_prefix(origin) {
            Some(rest) => split_version(rest, &self.api.api)?,
            None if url.starts_with('/') && !url.starts_with("//") => url,
            None => return None,
        };
        let parsed = parse_url(rest, &self.api.api).ok()?;
        self.routes.find("GET", &parsed).ok()?;
        Some(format!("{}{rest}", self.base()))
    }

    /// `http://127.0.0.1:8080/v1.0`.
    fn base(&self) -> String {
        format!("{}/{}", self.settings.base, self.api.api.version)
    }

    fn path_of<'t>(&self, target: &'t str) -> Local<'t> {
        let info = &self.api.api;
        let origins = [origin_of(&info.base_url), &self.settings.base];
        let mut here = origins.iter().filter_map(|origin| target.strip_prefix(origin));
        let path = here.next().unwrap_or(target);
        match (path.strip_prefix(jobs::PREFIX), split_version(path, info)) {
            (Some(job), _) => Local::Job(job),
            (None, Some("")) => Local::Api("/"),
            (None, Some(path)) if path.starts_with(['/', '?']) => Local::Api(path),
            _ => Local::Elsewhere,
        }
    }
}

/// What a target names.
enum Local<'t> {
    /// A path below the version: `/me/messages?$top=5`.
    Api(&'t str),
    /// An upload session, a monitor or a content.
    Job(&'t str),
    Elsewhere,
}

fn place(operation: &Operation) -> String {
    format!("{}:{}", operation.source.page, operation.source.line)
}

fn has_token(request: &Request) -> bool {
    let value = request.header("authorization").unwrap_or_default();
    let (scheme, token) = value.split_once(' ').unwrap_or_default();
    scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty()
}

fn refuse(request: &Request, not_found: &NotFound) -> Answer {
    match not_found {
        NotFound::Path => Answer::refusal(
            400,
            "BadRequest",
            &format!(
                "Resource not found: no page documents the path {}",
                request.target
            ),
        ),
        NotFound::Method(methods) => {
            let allowed = methods.join(", ");
            let message = format!("{} is not allowed here; documented: {allowed}", request.method);
            let mut answer = Answer::refusal(405, "MethodNotAllowed", &message);
            answer.headers.push(("Allow".to_owned(), allowed));
            answer
        }
    }
}
