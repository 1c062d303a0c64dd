namespace HybridAdmin.Sandbox;

/// <summary>A deliberate flaw of the sandbox, for the health checks to find.</summary>
/// <param name="Code">The stable code of the kind of flaw.</param>
/// <param name="Check">The check that reports it (directory checks: ENT-..., IDF-..., REM-...; quick checks:
/// RCP-...).</param>
/// <param name="Description">The description of the flaw as display text.</param>
/// <param name="Objects">The objectGUIDs of the affected objects, including all holders of a clash.</param>
public sealed record SandboxFlaw(string Code, string Check, string Description, IReadOnlyList<Guid> Objects);
