namespace HybridAdmin.Sandbox;

/// <summary>Something that is wrong in the sandbox on purpose, for the health checks to find.</summary>
/// <param name="Code">The kind of flaw, stable.</param>
/// <param name="Check">The check that names it (directory checks: ENT-..., IDF-..., REM-...; quick checks:
/// RCP-...).</param>
/// <param name="Description">What is wrong, in words for people.</param>
/// <param name="Objects">objectGUIDs of the objects that have it, all holders of a clash included.</param>
public sealed record SandboxFlaw(string Code, string Check, string Description, IReadOnlyList<Guid> Objects);
