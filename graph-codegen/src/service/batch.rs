//! `$batch`: several requests in one.

use serde_json::{Map, Value, json};

use super::message::{Answer, Body, Request};
use crate::collections::HashMap;

/// The most requests of a batch.
const MAX_REQUESTS: usize = 20;

/// Answers a batch; `answer` answers a request of it.
pub(super) fn answer(request: &Request, mut answer: impl FnMut(&Request) -> Answer) -> Answer {
    if request.method != "POST" {
        return Answer::refusal(405, "MethodNotAllowed", "a batch is sent with POST");
    }
    let steps = match steps(request) {
        Ok(steps) => steps,
        Err(reason) => return Answer::refusal(400, "BadRequest", &reason),
    };
    let (mut statuses, mut responses, mut log) = (HashMap::<&str, u16>::default(), Vec::new(), Vec::new());
    for step in &steps {
        // A step runs after those that it depends on, which stand before it.
        let failed = step
            .depends_on
            .iter()
            .any(|id| statuses.get(id.as_str()).is_none_or(|status| *status >= 400));
        let answered = match failed {
            true => Answer::refusal(
                424,
                "FailedDependency",
                "a request that this one depends on has failed",
            ),
            false => answer(&step.request),
        };
        statuses.insert(&step.id, answered.status);
        log.push(format!(
            "{} {} -> {} ({})",
            step.request.method, step.request.target, answered.status, answered.log
        ));
        responses.push(response(&step.id, answered));
    }
    Answer::json(200, json!({ "responses": responses })).because(&log.join("\n  "))
}

struct Step {
    id: String,
    depends_on: Vec<String>,
    request: Request,
}

fn steps(request: &Request) -> Result<Vec<Step>, String> {
    let body = request.json().ok_or("the body is not JSON")?;
    let requests = body.get("requests").and_then(Value::as_array);
    let requests = requests
        .filter(|all| !all.is_empty())
        .ok_or("expected `requests`, an array with at least one request")?;
    if requests.len() > MAX_REQUESTS {
        return Err(format!(
            "{} requests; a batch has at most {MAX_REQUESTS}",
            requests.len()
        ));
    }
    let mut steps: Vec<Step> = Vec::new();
    for one in requests {
        let step = step(one)?;
        if steps.iter().any(|known| known.id == step.id) {
            return Err(format!("two requests have the id {}", step.id));
        }
        if let Some(unknown) = step
            .depends_on
            .iter()
            .find(|id| !steps.iter().any(|known| known.id == **id))
        {
            return Err(format!(
                "{} depends on {unknown}, which does not stand before it",
                step.id
            ));
        }
        steps.push(step);
    }
    Ok(steps)
}

fn step(request: &Value) -> Result<Step, String> {
    let text = |name: &str| {
        let text = request.get(name).and_then(Value::as_str);
        text.map(str::to_owned)
            .ok_or_else(|| format!("a request of the batch has no text `{name}`"))
    };
    let url = text("url")?;
    let headers = request.get("headers").and_then(Value::as_object);
    let headers = headers
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    let depends_on = request.get("dependsOn").and_then(Value::as_array);
    let ids = depends_on
        .into_iter()
        .flatten()
        .filter_map(|id| id.as_str().map(str::to_owned));
    Ok(Step {
        id: text("id")?,
        depends_on: ids.collect(),
        request: Request {
            method: text("method")?.to_uppercase(),
            target: format!("/{}", url.trim_start_matches('/')),
            headers: headers.collect(),
            body: match request.get("body") {
                None | Some(Value::Null) => Vec::new(),
                Some(Value::String(text)) => text.clone().into_bytes(),
                Some(json) => json.to_string().into_bytes(),
            },
        },
    })
}

fn response(id: &str, answer: Answer) -> Value {
    let headers: Map<String, Value> = answer
        .headers
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    let mut response = json!({ "id": id, "status": answer.status, "headers": headers });
    match (answer.body, response.as_object_mut()) {
        (Body::Json(body), Some(response)) => {
            response.insert("body".to_owned(), body);
        }
        (Body::Text(text), Some(response)) => {
            response.insert("body".to_owned(), text.into());
        }
        _ => {}
    }
    response
}
