namespace HybridAdmin.Sandbox;

/// <summary>A person to sign in as in the sandbox, which has no passwords.</summary>
/// <param name="Name">The name; the audit log shows it as well.</param>
/// <param name="Role">Helpdesk, RecipientAdministrator, Auditor or Administrator.</param>
/// <param name="Description">The purpose of the person, in one sentence.</param>
public sealed record SandboxPersona(string Name, string Role, string Description)
{
    /// <summary>One persona per role, the one with the least rights first.</summary>
    public static IReadOnlyList<SandboxPersona> All { get; } =
    [
        new(
            "Niamh Clonmel",
            "Helpdesk",
            "Answers the telephone: finds people, adds aliases, changes the primary address, hides and shows."
        ),
        new(
            "Rüdiger Vöhringer",
            "RecipientAdministrator",
            "Looks after all recipients, groups and contacts, and runs bulk jobs."
        ),
        new("Inès Delaunay-Gros", "Auditor", "Reads who changed what, when and why, and changes nothing."),
        new(
            "Una Thistlewood",
            "Administrator",
            "Keeps the console: connections, roles, protected accounts, retention."
        ),
    ];
}
