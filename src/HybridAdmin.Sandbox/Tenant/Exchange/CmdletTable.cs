namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>A cmdlet of the table.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Roles">Management roles; any of them lets the application call it.</param>
/// <param name="Parameters">The accepted parameters, except those that need a further role.</param>
/// <param name="Run">Carries out the cmdlet.</param>
internal sealed record Cmdlet(string Name, string[] Roles, string[] Parameters, Func<CmdletInput, CmdletResult> Run)
{
    /// <summary>Parameters that exist only for holders of a further role.</summary>
    public IReadOnlyDictionary<string, string> Restricted { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// The supported cmdlets. A cmdlet that is missing here has the same response as one that the caller may not call.
/// </summary>
internal sealed class CmdletTable
{
    private readonly Dictionary<string, Cmdlet> cmdlets = new(StringComparer.OrdinalIgnoreCase);

    public CmdletTable(params IEnumerable<Cmdlet>[] groups)
    {
        foreach (var cmdlet in groups.SelectMany(g => g))
            cmdlets.Add(cmdlet.Name, cmdlet);
    }

    /// <summary>The cmdlet, if the caller's roles have it.</summary>
    public Cmdlet? Find(string name, IReadOnlySet<string> roles) =>
        cmdlets.TryGetValue(name, out var cmdlet) && cmdlet.Roles.Any(roles.Contains) ? cmdlet : null;

    /// <summary>The names that the caller may call.</summary>
    public IEnumerable<string> Callable(IReadOnlySet<string> roles) =>
        cmdlets.Values.Where(c => c.Roles.Any(roles.Contains)).Select(c => c.Name).Order(StringComparer.Ordinal);
}
