//! Addresses that the service hands out: upload sessions, monitors of long-running operations, contents.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::message::{Answer, Body, Request};

/// The paths of jobs begin with it.
pub(super) const PREFIX: &str = "/-/";
/// Jobs that the service remembers; the oldest one goes first.
const MAX_JOBS: usize = 10_000;
/// The size of which the chunks of an upload are multiples, in bytes.
const CHUNK: u64 = 320 * 1024;
/// Keys whose value is the address of a content.
const CONTENT_KEYS: [&str; 2] = ["@microsoft.graph.downloadUrl", "@content.downloadUrl"];

/// Keys whose value is the address of the next page or of later changes.
const LINK_KEYS: [&str; 2] = ["@odata.nextLink", "@odata.deltaLink"];
const UPLOAD_KEY: &str = "uploadUrl";

/// Whether the value of a key is an address that the service replaces by its own.
pub(super) fn is_address(key: &str) -> bool {
    key == UPLOAD_KEY || CONTENT_KEYS.contains(&key) || LINK_KEYS.contains(&key)
}

/// The jobs of a service.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    first: usize,
    jobs: VecDeque<Job>,
}

#[derive(Debug)]
enum Job {
    Upload {
        /// How many bytes came.
        received: u64,
        /// What the upload makes.
        object: Option<Value>,
        done: bool,
    },
    Monitor {
        /// How often it was asked for.
        asked: u32,
    },
    Content,
}

impl Jobs {
    fn open(&mut self, base: &str, job: Job) -> String {
        let kind = match job {
            Job::Upload { .. } => "upload",
            Job::Monitor { .. } => "monitor",
            Job::Content => "content",
        };
        if self.jobs.len() == MAX_JOBS {
            self.jobs.pop_front();
            self.first += 1;
        }
        self.jobs.push_back(job);
        let number = self.first + self.jobs.len() - 1;
        format!("{base}{PREFIX}{kind}/{number}")
    }

    fn get(&mut self, path: &str) -> Option<&mut Job> {
        let path = path.split('?').next().unwrap_or(path);
        let number: usize = path.rsplit('/').next()?.parse().ok()?;
        self.jobs.get_mut(number.checked_sub(self.first)?)
    }
}

/// Replaces the addresses in an answer by addresses of this service. `local` gives those of the API; `object` is what an
/// upload makes.
pub(super) fn open(
    answer: &mut Answer,
    base: &str,
    local: impl Fn(&str) -> Option<String>,
    object: Option<Value>,
    jobs: &mut Jobs,
) {
    if let Body::Json(Value::Object(body)) = &mut answer.body {
        for key in LINK_KEYS {
            if let Some(link) = body.get_mut(key)
                && let Some(here) = link.as_str().and_then(&local)
            {
                *link = here.into();
            }
        }
        if let Some(url) = body.get_mut(UPLOAD_KEY).filter(|url| url.is_string()) {
            let upload = Job::Upload {
                received: 0,
                object,
                done: false,
            };
            *url = jobs.open(base, upload).into();
        }
        for key in CONTENT_KEYS {
            if let Some(url) = body.get_mut(key) {
                *url = jobs.open(base, Job::Content).into();
            }
        }
    }
    let status = answer.status;
    for (name, value) in &mut answer.headers {
        if ["location", "operation-location", "content-location"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
        {
            *value = local(value).unwrap_or_else(|| match status {
                300..400 => jobs.open(base, Job::Content),
                _ => jobs.open(base, Job::Monitor { asked: 0 }),
            });
        }
    }
}

/// Answers a request to a job.
pub(super) fn answer(path: &str, request: &Request, jobs: &mut Jobs) -> Answer {
    let Some(job) = jobs.get(path) else {
        return Answer::refusal(404, "itemNotFound", "no such upload session, monitor or content");
    };
    let method = request.method.as_str();
    match (job, method) {
        (
            Job::Upload {
                received,
                object,
                done,
            },
            "PUT",
        ) => upload(request, received, object, done),
        (
            Job::Upload {
                received,
                done: false,
                ..
            },
            "GET",
        ) => ranges(200, *received),
        (Job::Upload { done, .. }, "DELETE") => {
            *done = true;
            Answer::empty(204).because("upload session cancelled")
        }
        (Job::Monitor { asked }, "GET") => {
            *asked += 1;
            monitor(*asked)
        }
        (Job::Content, "GET" | "HEAD") => Answer::text(200, "content\n").because("content"),
        _ => Answer::refusal(405, "MethodNotAllowed", &format!("{method} is not allowed here")),
    }
}

/// The first answer says that it runs, the others that it is done.
fn monitor(asked: u32) -> Answer {
    let answer = match asked {
        1 => Answer::json(202, json!({ "status": "inProgress", "percentageComplete": 50.0 })),
        _ => Answer::json(
            200,
            json!({ "status": "completed", "percentageComplete": 100.0, "resourceId": "01MOWKYVJML57KN2ANMBA3JZJS2MBGC7KM" }),
        ),
    };
    answer.because("long-running operation")
}

fn upload(request: &Request, received: &mut u64, object: &Option<Value>, done: &mut bool) -> Answer {
    if *done {
        return Answer::refusal(404, "itemNotFound", "the upload session has ended");
    }
    let Some((start, end, total)) = request.header("content-range").and_then(content_range) else {
        return Answer::refusal(
            400,
            "invalidRequest",
            "expected Content-Range: bytes FIRST-LAST/TOTAL",
        );
    };
    let length = end - start + 1;
    if u64::try_from(request.body.len()) != Ok(length) {
        let message = format!(
            "Content-Range says {length} bytes, the body has {}",
            request.body.len()
        );
        return Answer::refusal(400, "invalidRequest", &message);
    }
    if start != *received {
        let message = format!("expected the bytes from {received}");
        return Answer::refusal(416, "invalidRange", &message);
    }
    let last = end + 1 == total;
    if !last && length % CHUNK != 0 {
        return Answer::refusal(
            400,
            "invalidRequest",
            "expected a multiple of 327,680 bytes in each but the last chunk",
        );
    }
    *received = end + 1;
    if !last {
        return ranges(202, *received);
    }
    *done = true;
    let answer = match object {
        Some(object) => Answer::json(201, object.clone()),
        None => Answer::empty(201),
    };
    answer.because("upload complete")
}

fn ranges(status: u16, received: u64) -> Answer {
    let body = json!({
        "expirationDateTime": "2099-12-31T00:00:00Z",
        "nextExpectedRanges": [format!("{received}-")],
    });
    Answer::json(status, body).because(&format!("{received} bytes received"))
}

/// `bytes 0-327679/1000000`.
fn content_range(text: &str) -> Option<(u64, u64, u64)> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (start, end) = range.split_once('-')?;
    let (start, end, total) = (start.parse().ok()?, end.parse().ok()?, total.parse().ok()?);
    (start <= end && end < total).then_some((start, end, total))
}
