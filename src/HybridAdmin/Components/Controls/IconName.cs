namespace HybridAdmin.Components.Controls;

/// <summary>
/// The line icons of the console, drawn on 16 by 16. Decoration only: each has a word beside it, or its control has an
/// accessible name.
/// </summary>
public enum IconName
{
    /// <summary>Home.</summary>
    Home,

    /// <summary>Recipients.</summary>
    Recipients,

    /// <summary>Audit.</summary>
    Audit,

    /// <summary>Settings.</summary>
    Settings,

    /// <summary>Visibility.</summary>
    Visibility,

    /// <summary>Hidden.</summary>
    Hidden,

    /// <summary>Domains.</summary>
    Domains,

    /// <summary>Migration.</summary>
    Migration,

    /// <summary>Health.</summary>
    Health,

    /// <summary>Jobs.</summary>
    Jobs,

    /// <summary>Search.</summary>
    Search,

    /// <summary>Close.</summary>
    Close,

    /// <summary>Check.</summary>
    Check,

    /// <summary>Check circle.</summary>
    CheckCircle,

    /// <summary>Warning.</summary>
    Warning,

    /// <summary>Error.</summary>
    Error,

    /// <summary>Information.</summary>
    Information,

    /// <summary>Copy.</summary>
    Copy,

    /// <summary>Chevron down.</summary>
    ChevronDown,

    /// <summary>Chevron up.</summary>
    ChevronUp,

    /// <summary>Chevron right.</summary>
    ChevronRight,

    /// <summary>Chevron left.</summary>
    ChevronLeft,

    /// <summary>Add.</summary>
    Add,

    /// <summary>Remove.</summary>
    Remove,

    /// <summary>Delete.</summary>
    Delete,

    /// <summary>Edit.</summary>
    Edit,

    /// <summary>Refresh.</summary>
    Refresh,

    /// <summary>Open elsewhere.</summary>
    OpenElsewhere,

    /// <summary>Menu.</summary>
    Menu,

    /// <summary>More.</summary>
    More,

    /// <summary>Sun.</summary>
    Sun,

    /// <summary>Moon.</summary>
    Moon,

    /// <summary>Display.</summary>
    Display,

    /// <summary>Sign out.</summary>
    SignOut,

    /// <summary>Person.</summary>
    Person,

    /// <summary>Mail.</summary>
    Mail,

    /// <summary>Shared mailbox.</summary>
    SharedMailbox,

    /// <summary>Room.</summary>
    Room,

    /// <summary>Equipment.</summary>
    Equipment,

    /// <summary>Group.</summary>
    Group,

    /// <summary>Contact.</summary>
    Contact,

    /// <summary>Cloud.</summary>
    Cloud,

    /// <summary>Server.</summary>
    Server,

    /// <summary>Sync.</summary>
    Sync,

    /// <summary>Clock.</summary>
    Clock,

    /// <summary>Building.</summary>
    Building,

    /// <summary>Lock.</summary>
    Lock,

    /// <summary>Key.</summary>
    Key,

    /// <summary>Undo.</summary>
    Undo,

    /// <summary>Filter.</summary>
    Filter,

    /// <summary>Columns.</summary>
    Columns,

    /// <summary>Download.</summary>
    Download,

    /// <summary>Upload.</summary>
    Upload,

    /// <summary>Star.</summary>
    Star,

    /// <summary>Link.</summary>
    Link,

    /// <summary>Shield.</summary>
    Shield,

    /// <summary>Play.</summary>
    Play,

    /// <summary>Pause.</summary>
    Pause,

    /// <summary>Stop.</summary>
    Stop,

    /// <summary>Keyboard.</summary>
    Keyboard,

    /// <summary>Flask.</summary>
    Flask,

    /// <summary>Empty.</summary>
    Empty,

    /// <summary>Question.</summary>
    Question,
}
