using HybridAdmin.Core.Directory;

namespace HybridAdmin.Testing.Directory;

/// <summary>
/// The common contract of every <see cref="IDirectory"/>: run against the sandbox, the fake and real domain
/// controllers, so that their behaviour does not diverge. Tests of one derived class run one after the other and share
/// <see cref="DirectoryFacts.Scratch"/>.
/// </summary>
public abstract partial class DirectoryContract
{
    /// <summary>The directory under test.</summary>
    protected abstract IDirectory Directory { get; }

    /// <summary>The known facts about its content.</summary>
    protected abstract DirectoryFacts Facts { get; }

    /// <summary>A Boolean attribute of the current schema that the scratch person may have.</summary>
    protected string BooleanAttribute =>
        Facts.HasExchangeSchema ? "msExchHideFromAddressLists" : "showInAdvancedViewOnly";

    private static LdapFilter People =>
        LdapFilter.And(LdapFilter.Equal("objectCategory", "person"), LdapFilter.Equal("objectClass", "user"));

    [Fact]
    public async Task DescribeAsync_AnyDirectory_NamesItsContexts()
    {
        var description = await Directory.DescribeAsync(fresh: true, CancellationToken.None);

        Assert.Contains(description.Domain.Names, n => n.Type.Equals("DC", StringComparison.OrdinalIgnoreCase));
        Assert.True(description.Domain.IsWithin(description.ForestRoot));
        Assert.Equal(description.ForestRoot.Child("CN", "Configuration"), description.ConfigurationContext);
        Assert.Equal(
            string.Join('.', description.Domain.Names.Select(n => n.Value)),
            description.DnsName,
            ignoreCase: true
        );
        Assert.DoesNotContain(description.DnsName, description.UpnSuffixes, StringComparer.OrdinalIgnoreCase);
        Assert.Matches("^S-1-5-21-[0-9]+-[0-9]+-[0-9]+$", description.DomainSid);
    }

    [Fact]
    public async Task DescribeAsync_AnyDirectory_KnowsTheFormOfAttributes()
    {
        var attributes = (await Directory.DescribeAsync(fresh: false, CancellationToken.None)).Attributes;

        Assert.False(attributes["proxyAddresses"].IsSingleValued);
        Assert.Equal(1123, attributes["proxyAddresses"].RangeUpper);
        Assert.True(attributes["DISPLAYNAME"].IsSingleValued);
        Assert.Equal(256, attributes["displayName"].RangeUpper);
        Assert.True(attributes["objectGUID"].IsOctets);
        Assert.True(attributes["objectSid"].IsOctets);
        Assert.True(attributes["member"].IsLink);
        Assert.True(attributes["memberOf"].IsLink);
        Assert.False(attributes["proxyAddresses"].IsLink);
        Assert.True(attributes["canonicalName"].IsConstructed);
        Assert.False(attributes["displayName"].IsConstructed);
        Assert.False(attributes.ContainsKey("noSuchAttributeAnywhere"));
    }

    [Fact]
    public async Task DescribeAsync_WithOrWithoutExchange_SaysSo()
    {
        var description = await Directory.DescribeAsync(fresh: true, CancellationToken.None);

        Assert.Equal(Facts.HasExchangeSchema, description.HasExchangeSchema);
        Assert.Equal(Facts.HasExchangeSchema, description.HasAttribute("extensionAttribute1"));
        Assert.Equal(Facts.HasExchangeSchema, description.ExchangeSchemaVersion is not null);
        Assert.Equal(Facts.ExchangeOrganization, description.ExchangeOrganization);
        Assert.Equal(Facts.ExchangeOrganization is not null, description.AcceptedDomains.Count > 0);
        if (Facts.HasExchangeSchema)
            Assert.True(description.Attributes["msExchMailboxGuid"].IsOctets);
    }

    [Fact]
    public async Task Status_AfterAnAnswer_IsReachable()
    {
        await using var session = await OpenAsync();
        await session.ReadPositionAsync(CancellationToken.None);

        Assert.True(Directory.Status.IsReachable);
        Assert.Null(Directory.Status.Problem);
        Assert.NotNull(Directory.Status.Since);
    }

    [Fact]
    public async Task ReadAsync_ExistingPerson_ReturnsWhatWasAskedFor()
    {
        await using var session = await OpenAsync();

        var entry = await session.ReadAsync(
            Facts.Person,
            ["proxyAddresses", "MAIL", "objectClass", "objectGUID"],
            CancellationToken.None
        );

        Assert.NotNull(entry);
        Assert.Equal(Facts.Person, entry.Id);
        Assert.True(entry.Values("proxyAddresses").Count >= 2);
        Assert.Contains("@", entry.Text("mail"), StringComparison.Ordinal);
        Assert.True(entry.IsOfClass("user"));
        Assert.False(entry.Has("userPrincipalName"));
    }

    [Fact]
    public async Task ReadAsync_NoAttributesNamed_ReturnsAllStoredOnes()
    {
        await using var session = await OpenAsync();

        var entry = await session.ReadAsync(Facts.Person, [], CancellationToken.None);

        Assert.NotNull(entry);
        Assert.All(
            ["proxyAddresses", "mail", "userPrincipalName", "sAMAccountName", "objectSid", "uSNChanged"],
            a => Assert.True(entry.Has(a), a)
        );
        Assert.True(entry.Values("objectSid")[0].IsOctets);
        Assert.Equal(entry.Dn, DistinguishedName.Parse(entry.Text("distinguishedName")!));
        Assert.False(entry.Has("canonicalName"));
    }

    [Fact]
    public async Task ReadAsync_MissingObject_ReturnsNull()
    {
        await using var session = await OpenAsync();

        var entry = await session.ReadAsync(Facts.Missing, ["displayName"], CancellationToken.None);

        Assert.Null(entry);
    }

    [Fact]
    public async Task ReadAsync_UnknownAttribute_IsIgnored()
    {
        await using var session = await OpenAsync();

        var entry = await session.ReadAsync(
            Facts.Person,
            ["displayName", "noSuchAttributeAnywhere"],
            CancellationToken.None
        );

        Assert.NotNull(entry?.Text("displayName"));
        Assert.False(entry.Has("noSuchAttributeAnywhere"));
    }

    [Fact]
    public async Task ReadAsync_LargeGroup_ReturnsEveryMember()
    {
        await using var session = await OpenAsync();

        var group = await session.ReadAsync(Facts.LargeGroup, ["member"], CancellationToken.None);

        Assert.NotNull(group);
        Assert.Equal(Facts.LargeGroupMembers, group.Texts("member").Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task ReadAsync_MemberOfAGroup_NamesTheGroup()
    {
        await using var session = await OpenAsync();
        var group = await session.ReadAsync(Facts.LargeGroup, ["memberOf"], CancellationToken.None);
        var outer = await session.ReadAsync(Facts.OuterGroup, ["member"], CancellationToken.None);

        var groups = group!.Texts("memberOf").Select(DistinguishedName.Parse);

        Assert.Contains(outer!.Dn, groups);
    }

    [Fact]
    public async Task OpenAsync_OneSession_StaysOnOneServer()
    {
        await using var session = await OpenAsync();
        var server = session.Server;
        var first = await session.ReadPositionAsync(CancellationToken.None);

        for (var i = 0; i < 5; i++)
            Assert.NotNull(await session.ReadAsync(Facts.Person, ["mail"], CancellationToken.None));
        var last = await session.ReadPositionAsync(CancellationToken.None);

        Assert.NotEmpty(server);
        Assert.Equal(server, session.Server);
        Assert.NotEqual(Guid.Empty, first.InvocationId);
        Assert.Equal(first.InvocationId, last.InvocationId);
    }

    [Fact]
    public async Task OpenAsync_NearAnObject_ReadsThatObject()
    {
        DistinguishedName near;
        await using (var session = await OpenAsync())
            near = (await session.ReadAsync(Facts.Scratch, ["cn"], CancellationToken.None))!.Dn;

        await using var there = await Directory.OpenAsync(near, CancellationToken.None);

        Assert.NotNull(await there.ReadAsync(Facts.Scratch, ["cn"], CancellationToken.None));
    }

    [Fact]
    public async Task AnyCall_AlreadyCancelled_ThrowsAndWritesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await SetAsync("department", "before");
        await using var session = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Directory.DescribeAsync(fresh: true, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Directory.OpenAsync(null, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ReadAsync(Facts.Person, [], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ReadPositionAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var entry in session.SearchAsync(new DirectorySearch { Filter = People }, cancelled))
                Assert.Fail(entry.ToString());
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            session.ModifyAsync(new DirectoryModification(Facts.Scratch, [Replace("department", "after")]), cancelled)
        );

        Assert.Equal(["before"], await GetAsync("department"));
    }

    protected Task<IDirectorySession> OpenAsync() => Directory.OpenAsync(null, CancellationToken.None);

    protected static AttributeModification Add(string attribute, params string[] values) =>
        Step(ModificationKind.Add, attribute, values);

    protected static AttributeModification Delete(string attribute, params string[] values) =>
        Step(ModificationKind.Delete, attribute, values);

    protected static AttributeModification Replace(string attribute, params string[] values) =>
        Step(ModificationKind.Replace, attribute, values);

    /// <summary>Sets the scratch person's attribute to a known state.</summary>
    protected Task SetAsync(string attribute, params string[] values) => ModifyAsync(Replace(attribute, values));

    /// <summary>The scratch person's values, in ordinal order.</summary>
    protected async Task<string[]> GetAsync(string attribute)
    {
        await using var session = await OpenAsync();
        var entry = await session.ReadAsync(Facts.Scratch, [attribute], CancellationToken.None);
        return [.. entry!.Texts(attribute).Order(StringComparer.Ordinal)];
    }

    /// <summary>Sends one modify of the scratch person.</summary>
    protected async Task ModifyAsync(params AttributeModification[] steps)
    {
        await using var session = await OpenAsync();
        await session.ModifyAsync(new DirectoryModification(Facts.Scratch, steps), CancellationToken.None);
    }

    /// <summary>Sends one modify of the scratch person that has to fail without any effect.</summary>
    protected async Task<DirectoryFault> FailAsync(params AttributeModification[] steps)
    {
        var before = await ReadWholeAsync();

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() => ModifyAsync(steps));

        Assert.False(fault.OutcomeUnknown);
        Assert.NotEmpty(fault.Message);
        Assert.Equal(before, await ReadWholeAsync());
        return fault;
    }

    /// <summary>All entries of a search.</summary>
    protected async Task<List<DirectoryEntry>> SearchAsync(DirectorySearch search)
    {
        var found = new List<DirectoryEntry>();
        await using var session = await OpenAsync();
        await foreach (var entry in session.SearchAsync(search, CancellationToken.None))
            found.Add(entry);
        return found;
    }

    /// <summary>Indicates whether the filter matches the scratch person in the directory.</summary>
    protected async Task<bool> FindsScratchAsync(LdapFilter filter)
    {
        var found = await SearchAsync(new DirectorySearch { Filter = filter, Attributes = ["cn"] });
        return found.Any(e => e.Id == Facts.Scratch);
    }

    private static AttributeModification Step(ModificationKind kind, string attribute, string[] values) =>
        new(kind, attribute, [.. values.Select(v => new DirectoryValue(v))]);

    private async Task<string> ReadWholeAsync()
    {
        await using var session = await OpenAsync();
        var entry = await session.ReadAsync(Facts.Scratch, [], CancellationToken.None);
        return string.Join(
            '\n',
            entry!
                .Attributes.OrderBy(a => a.Key, StringComparer.OrdinalIgnoreCase)
                .Select(a =>
                    $"{a.Key}: {string.Join(" | ", a.Value.Select(v => v.Text).Order(StringComparer.Ordinal))}"
                )
        );
    }
}
