//! What a call is made of, and the `http::Request` that it becomes.

use http::{HeaderName, HeaderValue, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::runtime::http::{Error, Path, body::Body};

/// What stands unencoded in the query: what RFC 3986 allows there, but for what separates parameters.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'*')
    .remove(b'=');

/// The name of a parameter ends at `=`.
const QUERY_NAME: &AsciiSet = &QUERY.add(b'=');

#[derive(Clone)]
pub(super) struct Parts {
    pub(super) target: Target,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
}

#[derive(Clone)]
pub(super) enum Target {
    /// Below the base.
    Path(Path),
    /// A link that the service gave.
    Link { link: String, anywhere: bool },
}

impl Parts {
    pub(super) fn set_query(&mut self, name: &str, value: &str) {
        self.query.retain(|(other, _)| other != name);
        self.query.push((name.to_owned(), value.to_owned()));
    }

    pub(super) fn to_http(&self, method: &str, base: &str) -> Result<http::Request<Vec<u8>>, Error> {
        let origin = base.parse().ok().as_ref().and_then(origin);
        let Some(origin) = origin.filter(|_| !base.contains(['?', '#'])) else {
            return Err(Error::request(format!("the base {base:?} is no absolute URL")));
        };
        let target = self.target(base).map_err(Error::request)?;
        let uri: Uri = target
            .parse()
            .map_err(|error| Error::request(format!("{target:?} is no URL: {error}")))?;
        if !self.may_go_anywhere() && self::origin(&uri).as_ref() != Some(&origin) {
            let message = format!("the link leads to another origin than {base}: {uri}");
            return Err(Error::request(message));
        }
        let mut request = http::Request::new(self.body.bytes()?);
        *request.method_mut() = method
            .parse()
            .map_err(|_| Error::request(format!("{method:?} is no method")))?;
        *request.uri_mut() = uri;
        self.fill(request.headers_mut())?;
        Ok(request)
    }

    fn may_go_anywhere(&self) -> bool {
        matches!(self.target, Target::Link { anywhere: true, .. })
    }

    /// The URL, or what is wrong with it.
    pub(super) fn target(&self, base: &str) -> Result<String, String> {
        let mut target = match &self.target {
            Target::Link { link, .. } => link.clone(),
            Target::Path(path) => format!("{}{}", base.trim_end_matches('/'), path.finish()?),
        };
        for (name, value) in &self.query {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.extend(utf8_percent_encode(name, QUERY_NAME));
            target.push('=');
            target.extend(utf8_percent_encode(value, QUERY));
        }
        Ok(target)
    }

    fn fill(&self, headers: &mut http::HeaderMap) -> Result<(), Error> {
        if let Some(content_type) = self.body.content_type() {
            headers.insert(header::CONTENT_TYPE, header_value("content-type", content_type)?);
        }
        for (name, value) in &self.headers {
            let field = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| Error::request(format!("{name:?} is no name of a header field")))?;
            headers.append(field, header_value(name, value)?);
        }
        Ok(())
    }
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(value).map_err(|_| {
        Error::request(format!(
            "the value of the header field {name:?} holds a line break or the like"
        ))
    })
}

/// Scheme, host and port, as far as they decide who gets the request.
fn origin(uri: &Uri) -> Option<(String, String, u16)> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let authority = uri.authority()?;
    // `https://graph.microsoft.com@elsewhere.example` is elsewhere.
    if authority.as_str().contains('@') {
        return None;
    }
    let default = if scheme == "http" { 80 } else { 443 };
    let port = authority.port_u16().unwrap_or(default);
    Some((scheme, authority.host().to_ascii_lowercase(), port))
}
