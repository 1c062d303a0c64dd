using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Testing.Directory;

/// <summary>
/// A small directory for unit tests: empty but for the domain and two OUs, as strict as Active Directory (it is the sandbox's engine),
/// and obedient when something shall go wrong.
/// </summary>
public sealed class FakeDirectory : IDirectory
{
    private readonly MemoryDirectory engine;
    private int modifies;

    /// <param name="time">whenCreated, whenChanged and the status; null: the system's clock.</param>
    /// <param name="withExchangeSchema">False: a forest that never had Exchange.</param>
    public FakeDirectory(TimeProvider? time = null, bool withExchangeSchema = true)
    {
        time ??= TimeProvider.System;
        var schema = withExchangeSchema ? DirectorySchema.WithExchange : DirectorySchema.Base;
        var profile = new DirectoryDescription
        {
            Kind = "Fake",
            Domain = Domain,
            ForestRoot = Domain,
            ConfigurationContext = Domain.Child("CN", "Configuration"),
            DnsName = "contoso.test",
            DomainSid = "S-1-5-21-1111111111-2222222222-3333333333",
            Attributes = schema.Definitions,
            ExchangeSchemaVersion = withExchangeSchema ? 17003 : null,
            ExchangeOrganization = withExchangeSchema ? "Contoso" : null,
            ExchangeServers = withExchangeSchema ? 0 : null,
            AcceptedDomains = withExchangeSchema ? [new("contoso.example", 0), new("contoso.mail.onmicrosoft.com", 0)] : [],
            UpnSuffixes = ["contoso.example"],
            ReadAt = time.GetUtcNow(),
        };
        engine = new MemoryDirectory(profile, schema, "dc1.contoso.test", new Snapshot(schema, [], 1000), Guid.NewGuid(), time);
        engine.Add(new ObjectBuilder(Domain, "domainDNS"));
        engine.Add(new ObjectBuilder(Staff, "organizationalUnit"));
        engine.Add(new ObjectBuilder(Groups, "organizationalUnit"));
    }

    /// <summary>DC=contoso,DC=test.</summary>
    public static DistinguishedName Domain { get; } = DistinguishedName.Parse("DC=contoso,DC=test");

    /// <summary>OU=Staff, where <see cref="AddUser"/> and <see cref="AddContact"/> put people.</summary>
    public static DistinguishedName Staff { get; } = Domain.Child("OU", "Staff");

    /// <summary>OU=Groups.</summary>
    public static DistinguishedName Groups { get; } = Domain.Child("OU", "Groups");

    public DirectoryStatus Status => engine.Status;

    /// <summary>How many modifies reached the directory, refused ones included.</summary>
    public int Modifies => modifies;

    public Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) => engine.DescribeAsync(fresh, cancellationToken);

    public async Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
        new CountingSession(this, await engine.OpenAsync(near, cancellationToken));

    /// <summary>A user with sAMAccountName, userPrincipalName and userAccountControl 512; further attributes as given, a null removes one.</summary>
    public Guid AddUser(string name, params (string Attribute, string?[] Values)[] attributes)
    {
        var sam = new string([.. name.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        return Add(Staff.Child("CN", name), "user",
        [
            ("displayName", [name]), ("sAMAccountName", [sam]), ("userPrincipalName", [$"{sam}@contoso.example"]), ("userAccountControl", ["512"]),
            .. attributes,
        ]);
    }

    /// <summary>A contact.</summary>
    public Guid AddContact(string name, params (string Attribute, string?[] Values)[] attributes) =>
        Add(Staff.Child("CN", name), "contact", [("displayName", [name]), .. attributes]);

    /// <summary>A universal distribution group.</summary>
    public Guid AddGroup(string name, params (string Attribute, string?[] Values)[] attributes) =>
        Add(Groups.Child("CN", name), "group", [("displayName", [name]), ("sAMAccountName", [name]), ("groupType", ["8"]), .. attributes]);

    /// <summary>Any object; values are stored without a check, so that flaws can be built.</summary>
    public Guid Add(DistinguishedName dn, string objectClass, params (string Attribute, string?[] Values)[] attributes)
    {
        var builder = new ObjectBuilder(dn, objectClass);
        foreach (var (attribute, values) in attributes) builder.With(attribute, values);
        return engine.Add(builder).Id;
    }

    /// <summary>The object as it stands now, without the directory noticing; null when it is gone.</summary>
    public DirectoryEntry? Peek(Guid id)
    {
        var view = new EntryView(engine.Current, engine.Schema);
        return engine.Current.Find(id) is { } entry && !Snapshot.IsDeleted(entry) ? view.Project(entry, []) : null;
    }

    /// <summary>All values of an attribute as text, in ordinal order.</summary>
    public string[] Peek(Guid id, string attribute) => [.. (Peek(id)?.Texts(attribute) ?? []).Order(StringComparer.Ordinal)];

    /// <summary>Another tool writes: at once, past all hooks.</summary>
    public void ChangeElsewhere(Guid id, string attribute, params string[] values) => engine.Apply(new DirectoryModification(
        id, [new AttributeModification(ModificationKind.Replace, attribute, [.. values.Select(v => new DirectoryValue(v))])]));

    /// <summary>Another tool deletes the object.</summary>
    public void DeleteElsewhere(Guid id) => engine.Delete(id);

    /// <summary>Everything fails with this fault until <see cref="ComeBack"/>; null: the directory is unreachable.</summary>
    public void GoAway(DirectoryFault? fault = null) => engine.Hooks.Outage = fault ?? Faults.Unreachable();

    public void ComeBack() => engine.Hooks.Outage = null;

    /// <summary>The next modify is refused and nothing is written.</summary>
    public void RefuseNextModify(DirectoryFaultKind kind, string message = "Refused by the test.") =>
        engine.Hooks.RefuseNext(new DirectoryFault(kind, message) { Server = engine.Server });

    /// <summary>The next modify is carried out, and then its answer is lost (OutcomeUnknown).</summary>
    public void LoseNextAnswer() => engine.Hooks.LoseNextAnswer();

    /// <summary>The next modify is lost before it is carried out (OutcomeUnknown as well: the client cannot tell).</summary>
    public void LoseNextRequest() => engine.Hooks.LoseNextRequest();

    /// <summary>The next modify waits for the gate; by it a test holds two writers at the same place.</summary>
    public void HoldNextModify(Task gate) => engine.Hooks.HoldNext(gate);

    /// <summary>Runs between the last read and the write of the next modify.</summary>
    public void BeforeNextModify(Action action) => engine.Hooks.BeforeNext(action);

    private sealed class CountingSession(FakeDirectory directory, IDirectorySession inner) : IDirectorySession
    {
        public string Server => inner.Server;

        public Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken) => inner.ReadPositionAsync(cancellationToken);

        public Task<DirectoryEntry?> ReadAsync(Guid id, IReadOnlyCollection<string> attributes, CancellationToken cancellationToken) =>
            inner.ReadAsync(id, attributes, cancellationToken);

        public IAsyncEnumerable<DirectoryEntry> SearchAsync(DirectorySearch search, CancellationToken cancellationToken) =>
            inner.SearchAsync(search, cancellationToken);

        public Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref directory.modifies);
            return inner.ModifyAsync(modification, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
