package dev.jarvis.sdk;

/** The kinds of rows in the activity log. */
public enum ActivityType {
    POST,
    EMAIL,
    CRM_UPDATE,
    MESSAGE,
    SYNC,
    /** A look at the platform that changed nothing there. */
    READ,
    /** A connection was made, mended, tested or ended. */
    CONNECTION,
    /** People, keys and roles. */
    ACCESS,
    /** Something was asked, approved, rejected or expired. */
    APPROVAL,
    /** A rule or one of its runs. */
    AUTOMATION,
    /** Jarvis itself: keys rotated, data purged. */
    SYSTEM
}
