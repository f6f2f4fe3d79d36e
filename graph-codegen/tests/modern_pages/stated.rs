//! The facts that ten pages state.

use graph_codegen::model::OperationKind;

/// What a page about an operation states.
pub(crate) struct Stated {
    pub(crate) id: &'static str,
    pub(crate) kind: OperationKind,
    pub(crate) method: &'static str,
    pub(crate) paths: &'static [&'static str],
    /// Status, type and whether it is a collection.
    pub(crate) answer: (u16, Option<&'static str>, bool),
    /// Delegated with a work account, then application; `None`: its include is not in the sample.
    pub(crate) permissions: Option<(&'static [&'static str], &'static [&'static str])>,
    pub(crate) query: &'static [&'static str],
}

/// The national clouds that pages name.
pub(crate) const CLOUDS: &[(&str, &[&str])] = &[
    ("adminreportsettings-get", &["global"]),
    ("agentidentityblueprint-list", &[]),
    (
        "group-delete-owners",
        &["global", "usGovernmentL4", "usGovernmentL5", "china"],
    ),
];

pub(crate) const OPERATIONS: &[Stated] = &[
    Stated {
        id: "adminreportsettings-get",
        kind: OperationKind::Get,
        method: "GET",
        paths: &["/admin/reportSettings"],
        answer: (200, Some("microsoft.graph.adminReportSettings"), false),
        permissions: Some((
            &["ReportSettings.Read.All", "ReportSettings.ReadWrite.All"],
            &["ReportSettings.Read.All", "ReportSettings.ReadWrite.All"],
        )),
        query: &["$select"],
    },
    Stated {
        id: "agentidentityblueprint-list",
        kind: OperationKind::List,
        method: "GET",
        paths: &["/applications/microsoft.graph.agentIdentityBlueprint"],
        answer: (200, Some("microsoft.graph.agentIdentityBlueprint"), true),
        permissions: Some((
            &[
                "AgentIdentityBlueprint.Read.All",
                "AgentIdentityBlueprint.ReadWrite.All",
            ],
            &[
                "AgentIdentityBlueprint.Read.All",
                "AgentIdentityBlueprint.ReadWrite.All",
            ],
        )),
        query: &[
            "$count", "$expand", "$filter", "$orderby", "$search", "$select", "$top",
        ],
    },
    Stated {
        id: "agentidentityblueprint-post-owners",
        kind: OperationKind::Ref,
        method: "POST",
        paths: &["/applications/{id}/microsoft.graph.agentIdentityBlueprint/owners/$ref"],
        // The page names a type for 204; the status is right.
        answer: (204, None, false),
        permissions: Some((
            &["AgentIdentityBlueprint.ReadWrite.All"],
            &["AgentIdentityBlueprint.ReadWrite.All"],
        )),
        query: &[],
    },
    Stated {
        id: "agentuser-delete",
        kind: OperationKind::Delete,
        method: "DELETE",
        paths: &["/users/microsoft.graph.agentUser/{userId}"],
        answer: (204, None, false),
        permissions: Some((
            &[
                "AgentIdUser.ReadWrite.IdentityParentedBy",
                "AgentIdUser.ReadWrite.All",
                "User.DeleteRestore.All",
                "User.ReadWrite.All",
            ],
            &[
                "AgentIdUser.ReadWrite.IdentityParentedBy",
                "AgentIdUser.ReadWrite.All",
                "User.DeleteRestore.All",
                "User.ReadWrite.All",
            ],
        )),
        query: &[],
    },
    Stated {
        id: "agentuser-get",
        kind: OperationKind::Get,
        method: "GET",
        paths: &["/users/microsoft.graph.agentUser/{userId}"],
        answer: (200, Some("microsoft.graph.agentUser"), false),
        permissions: Some((
            &[
                "User.ReadBasic.All",
                "User.Read.All",
                "AgentIdUser.ReadWrite.IdentityParentedBy",
                "AgentIdUser.ReadWrite.All",
                "User.ReadWrite.All",
            ],
            &[
                "User.ReadBasic.All",
                "User.Read.All",
                "AgentIdUser.ReadWrite.IdentityParentedBy",
                "AgentIdUser.ReadWrite.All",
                "User.ReadWrite.All",
            ],
        )),
        query: &["$select", "$expand"],
    },
    Stated {
        id: "backuprestoreroot-enable",
        kind: OperationKind::Action,
        method: "POST",
        paths: &["/solutions/backupRestore/enable"],
        answer: (200, Some("microsoft.graph.serviceStatus"), false),
        permissions: Some((
            &["BackupRestore-Control.ReadWrite.All"],
            &["BackupRestore-Control.ReadWrite.All"],
        )),
        query: &[],
    },
    Stated {
        id: "filestoragecontainer-post",
        kind: OperationKind::Create,
        method: "POST",
        paths: &["/storage/fileStorage/containers"],
        answer: (201, Some("microsoft.graph.fileStorageContainer"), false),
        permissions: None,
        query: &["dataLocation"],
    },
    Stated {
        id: "group-delete-owners",
        kind: OperationKind::Ref,
        method: "DELETE",
        paths: &["/groups/{id}/owners/{id}/$ref"],
        answer: (204, None, false),
        permissions: None,
        query: &[],
    },
    Stated {
        id: "search-query",
        kind: OperationKind::Action,
        method: "POST",
        paths: &["/search/query"],
        answer: (200, Some("microsoft.graph.searchResponse"), true),
        permissions: None,
        query: &[],
    },
];

/// Enum, page and members of the sample.
pub(crate) const ENUMS: &[(&str, &[&str])] = &[
    (
        "microsoft.graph.callRecords.callType",
        &["unknown", "groupCall", "peerToPeer", "unknownFutureValue"],
    ),
    (
        "microsoft.graph.callRecords.pstnCallDurationSource",
        &["microsoft", "operator"],
    ),
    (
        "microsoft.graph.meetingAudience",
        &["everyone", "organization", "unknownFutureValue"],
    ),
    (
        "microsoft.graph.fileStorageContainerStatus",
        &["inactive", "active"],
    ),
    (
        "microsoft.graph.security.caseStatus",
        &[
            "unknown",
            "active",
            "pendingDelete",
            "closing",
            "closed",
            "closedWithError",
        ],
    ),
    (
        "microsoft.graph.virtualEventStatus",
        &["draft", "published", "canceled", "unknownFutureValue"],
    ),
    (
        "microsoft.graph.onlineMeetingPresenters",
        &[
            "everyone",
            "organization",
            "roleIsPresenter",
            "organizer",
            "unknownFutureValue",
        ],
    ),
];

/// Type and base.
pub(crate) const BASES: &[(&str, &str)] = &[
    (
        "microsoft.graph.virtualEventWebinar",
        "microsoft.graph.virtualEvent",
    ),
    ("microsoft.graph.onlineMeetingBase", "microsoft.graph.entity"),
    ("microsoft.graph.fileStorageContainer", "microsoft.graph.entity"),
];

/// A property: name, type, whether it is a collection, whether it is a relationship.
pub(crate) type StatedProperty = (&'static str, &'static str, bool, bool);

/// Type and its own properties; those of a base with a page are left to the base.
pub(crate) const PROPERTIES: &[(&str, &[StatedProperty])] = &[
    (
        "microsoft.graph.virtualEventWebinar",
        &[
            ("audience", "microsoft.graph.meetingAudience", false, false),
            (
                "coOrganizers",
                "microsoft.graph.communicationsUserIdentity",
                true,
                false,
            ),
            ("endDateTime", "microsoft.graph.dateTimeTimeZone", false, false),
            ("startDateTime", "microsoft.graph.dateTimeTimeZone", false, false),
            ("status", "microsoft.graph.virtualEventStatus", false, false),
            (
                "registrations",
                "microsoft.graph.virtualEventRegistration",
                true,
                true,
            ),
        ],
    ),
    (
        "microsoft.graph.fileStorageContainer",
        &[
            ("containerTypeId", "Edm.Guid", false, false),
            ("createdDateTime", "Edm.DateTimeOffset", false, false),
            (
                "customProperties",
                "microsoft.graph.fileStorageContainerCustomPropertyDictionary",
                false,
                false,
            ),
            ("description", "Edm.String", false, false),
            ("displayName", "Edm.String", false, false),
            ("id", "Edm.String", false, false),
            (
                "status",
                "microsoft.graph.fileStorageContainerStatus",
                false,
                false,
            ),
            (
                "viewpoint",
                "microsoft.graph.fileStorageContainerViewpoint",
                false,
                false,
            ),
            ("drive", "microsoft.graph.drive", false, true),
            ("permissions", "microsoft.graph.permission", true, true),
        ],
    ),
    // Heading and annotation of this page are those of another type.
    (
        "microsoft.graph.security.resourceAccessEvent",
        &[
            ("accountId", "Edm.String", false, false),
            ("resourceIdentifier", "Edm.String", false, false),
            ("ipAddress", "Edm.String", false, false),
            ("accessDateTime", "Edm.DateTimeOffset", false, false),
        ],
    ),
];
