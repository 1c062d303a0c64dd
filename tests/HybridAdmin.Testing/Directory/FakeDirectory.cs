using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox.Engine;

namespace HybridAdmin.Testing.Directory;

/// <summary>
/// A small directory for unit tests: empty except for the domain and two OUs, as strict as Active Directory (it uses
/// the sandbox's engine), with failures on request.
/// </summary>
public sealed class FakeDirectory : IDirectory
{
    private readonly MemoryDirectory engine;
    private readonly List<MemoryDirectory> engines = [];
    private readonly List<ForestDomain> unserved = [];
    private readonly DirectorySchema schema;
    private readonly DirectoryDescription profile;
    private readonly TimeProvider time;
    private int modifies;
    private int searches;

    /// <param name="time">The clock of whenCreated, whenChanged and the status; null: the system's clock.</param>
    /// <param name="withExchangeSchema">False: a forest that never had Exchange.</param>
    public FakeDirectory(TimeProvider? time = null, bool withExchangeSchema = true)
    {
        this.time = time ??= TimeProvider.System;
        schema = withExchangeSchema ? DirectorySchema.WithExchange : DirectorySchema.Base;
        profile = new DirectoryDescription
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
            AcceptedDomains = withExchangeSchema
                ? [new("contoso.example", 0), new("contoso.mail.onmicrosoft.com", 0)]
                : [],
            UpnSuffixes = ["contoso.example"],
            ReadAt = time.GetUtcNow(),
        };
        engine = NewEngine(profile, "dc1.contoso.test");
        engine.Add(new ObjectBuilder(Groups, "organizationalUnit"));
    }

    /// <summary>DC=contoso,DC=test.</summary>
    public static DistinguishedName Domain { get; } = DistinguishedName.Parse("DC=contoso,DC=test");

    /// <summary>OU=Staff, where <see cref="AddUser"/> and <see cref="AddContact"/> put people.</summary>
    public static DistinguishedName Staff { get; } = Domain.Child("OU", "Staff");

    /// <summary>OU=Groups.</summary>
    public static DistinguishedName Groups { get; } = Domain.Child("OU", "Groups");

    /// <summary>DC=child,DC=contoso,DC=test: a second domain after <see cref="AddChildDomain"/>.</summary>
    public static DistinguishedName Child { get; } = Domain.Child("DC", "child");

    public DirectoryStatus Status
    {
        get
        {
            var domains = engines
                .Select(e => new DomainStatus(
                    NameOf(e.Domain),
                    e.Status,
                    [new ServerStatus(e.Server, e.Status.IsReachable, e.Status.Since, null)]
                ))
                .ToArray();
            return (engines.Find(e => e.Status.IsReachable == true) ?? engine).Status with { Domains = domains };
        }
    }

    /// <summary>The number of modifies that reached the directory, including refused ones.</summary>
    public int Modifies => modifies;

    /// <summary>True if it returns the time at which each attribute was written; not every LDAP server does.</summary>
    public bool TellsReplicationMetadata { get; set; } = true;

    /// <summary>The domain of each session that was opened.</summary>
    public List<DistinguishedName> Opened { get; } = [];

    /// <summary>The number of searches below a domain.</summary>
    public int Searches => searches;

    /// <summary>Schema and configuration belong to the forest: any domain that answers returns them.</summary>
    public async Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken)
    {
        var answering = engines.Find(e => e.Hooks.Outage is null) ?? engine;
        await answering.DescribeAsync(fresh, cancellationToken);
        return profile with
        {
            ReadAt = time.GetUtcNow(),
            Attributes = TellsReplicationMetadata
                ? profile.Attributes
                : profile
                    .Attributes.Where(a => a.Key != ReplicationMetadata.Attribute)
                    .ToDictionary(StringComparer.OrdinalIgnoreCase),
            Domains = [.. engines.Select(e => new ForestDomain(e.Domain, NameOf(e.Domain), true)), .. unserved],
        };
    }

    public async Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken)
    {
        var domain = near?.Domain ?? Domain;
        var own = engines.Find(e => e.Domain.Equals(domain)) ?? throw Faults.NoSuchObject(domain.ToString());
        var session = new CountingSession(this, await own.OpenAsync(near, cancellationToken));
        Opened.Add(domain);
        return session;
    }

    /// <summary>Adds a child domain with its own domain controller and an OU=Staff.</summary>
    public void AddChildDomain() =>
        NewEngine(profile with { Domain = Child, DnsName = NameOf(Child) }, "dc1.child.contoso.test");

    /// <summary>Adds a domain of the forest that no configured server serves.</summary>
    public void AddUnservedDomain() =>
        unserved.Add(new ForestDomain(Domain.Child("DC", "far"), "far.contoso.test", IsServed: false));

    /// <summary>
    /// Adds a user with sAMAccountName, userPrincipalName and userAccountControl 512; further attributes as given, a
    /// null removes one.
    /// </summary>
    public Guid AddUser(string name, params (string Attribute, string?[] Values)[] attributes)
    {
        var sam = new string([.. name.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        return Add(
            Staff.Child("CN", name),
            "user",
            [
                ("displayName", [name]),
                ("sAMAccountName", [sam]),
                ("userPrincipalName", [$"{sam}@contoso.example"]),
                ("userAccountControl", ["512"]),
                .. attributes,
            ]
        );
    }

    /// <summary>Adds a contact.</summary>
    public Guid AddContact(string name, params (string Attribute, string?[] Values)[] attributes) =>
        Add(Staff.Child("CN", name), "contact", [("displayName", [name]), .. attributes]);

    /// <summary>Adds a universal distribution group.</summary>
    public Guid AddGroup(string name, params (string Attribute, string?[] Values)[] attributes) =>
        Add(
            Groups.Child("CN", name),
            "group",
            [("displayName", [name]), ("sAMAccountName", [name]), ("groupType", ["8"]), .. attributes]
        );

    /// <summary>Adds any object; values are stored without a check, so that flaws can be created.</summary>
    public Guid Add(DistinguishedName dn, string objectClass, params (string Attribute, string?[] Values)[] attributes)
    {
        var builder = new ObjectBuilder(dn, objectClass);
        foreach (var (attribute, values) in attributes)
            builder.With(attribute, values);
        return engines.Find(e => e.Domain.Equals(dn.Domain))!.Add(builder).Id;
    }

    /// <summary>Adds a user to the child domain's OU=Staff.</summary>
    public Guid AddChildUser(string name, params (string Attribute, string?[] Values)[] attributes) =>
        Add(
            Child.Child("OU", "Staff").Child("CN", name),
            "user",
            [("displayName", [name]), ("sAMAccountName", [name]), ("userAccountControl", ["512"]), .. attributes]
        );

    /// <summary>The current object, read without the directory noticing; null when it was removed.</summary>
    public DirectoryEntry? Peek(Guid id)
    {
        var own = Own(id);
        var view = new EntryView(own.Current, schema);
        return own.Current.Find(id) is { } entry && !Snapshot.IsDeleted(entry) ? view.Project(entry, []) : null;
    }

    /// <summary>All values of an attribute as text, in ordinal order.</summary>
    public string[] Peek(Guid id, string attribute) =>
        [.. (Peek(id)?.Texts(attribute) ?? []).Order(StringComparer.Ordinal)];

    /// <summary>Changes an attribute as another tool: at once, without the hooks.</summary>
    public void ChangeElsewhere(Guid id, string attribute, params string[] values) =>
        Own(id)
            .Apply(
                new DirectoryModification(
                    id,
                    [
                        new AttributeModification(
                            ModificationKind.Replace,
                            attribute,
                            [.. values.Select(v => new DirectoryValue(v))]
                        ),
                    ]
                )
            );

    /// <summary>Deletes the object as another tool.</summary>
    public void DeleteElsewhere(Guid id) => Own(id).Delete(id);

    /// <summary>
    /// Makes every operation fail with this fault until <see cref="ComeBack"/>; null: the directory is unreachable.
    /// </summary>
    public void GoAway(DirectoryFault? fault = null) =>
        engines.ForEach(e => e.Hooks.Outage = fault ?? Faults.Unreachable());

    public void ComeBack() => engines.ForEach(e => e.Hooks.Outage = null);

    /// <summary>Makes the servers of one domain unreachable until <see cref="ComeBack"/>.</summary>
    public void GoAway(DistinguishedName domain) =>
        engines.Find(e => e.Domain.Equals(domain))!.Hooks.Outage = Faults.Unreachable();

    /// <summary>Refuses the next modify; nothing is written.</summary>
    public void RefuseNextModify(DirectoryFaultKind kind, string message = "Refused by the test.") =>
        engine.Hooks.RefuseNext(new DirectoryFault(kind, message) { Server = engine.Server });

    /// <summary>Carries out the next modify and then loses its answer (OutcomeUnknown).</summary>
    public void LoseNextAnswer() => engine.Hooks.LoseNextAnswer();

    /// <summary>
    /// Loses the next modify before it is carried out (OutcomeUnknown as well: the client cannot distinguish the two).
    /// </summary>
    public void LoseNextRequest() => engine.Hooks.LoseNextRequest();

    /// <summary>
    /// Makes the next modify wait for the gate, so that a test can hold two writers at the same point.
    /// </summary>
    public void HoldNextModify(Task gate) => engine.Hooks.HoldNext(gate);

    /// <summary>Runs between the last read and the write of the next modify.</summary>
    public void BeforeNextModify(Action action) => engine.Hooks.BeforeNext(action);

    private static string NameOf(DistinguishedName domain) => string.Join('.', domain.Names.Select(n => n.Value));

    private MemoryDirectory NewEngine(DirectoryDescription description, string server)
    {
        var made = new MemoryDirectory(
            description,
            schema,
            server,
            new Snapshot(schema, [], 1000),
            Guid.NewGuid(),
            time
        );
        made.Add(new ObjectBuilder(description.Domain, "domainDNS"));
        made.Add(new ObjectBuilder(description.Domain.Child("OU", "Staff"), "organizationalUnit"));
        engines.Add(made);
        return made;
    }

    private MemoryDirectory Own(Guid id) => engines.Find(e => e.Current.Find(id) is not null) ?? engine;

    private sealed class CountingSession(FakeDirectory directory, IDirectorySession inner) : IDirectoryWriter
    {
        public string Server => inner.Server;

        public Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken) =>
            inner.ReadPositionAsync(cancellationToken);

        public Task<DirectoryEntry?> ReadAsync(
            Guid id,
            IReadOnlyCollection<string> attributes,
            CancellationToken cancellationToken
        ) => inner.ReadAsync(id, attributes, cancellationToken);

        public IAsyncEnumerable<DirectoryEntry> SearchAsync(DirectorySearch search, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref directory.searches);
            return inner.SearchAsync(search, cancellationToken);
        }

        public Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref directory.modifies);
            return inner.ModifyAsync(modification, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
