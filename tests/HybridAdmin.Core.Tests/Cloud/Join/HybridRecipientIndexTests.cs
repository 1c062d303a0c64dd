using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tests.Recipients.Index;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud.Join;

public sealed class RecipientAuthoritiesTests
{
    private static readonly byte[] Consistency =
    [
        0x33,
        0x22,
        0x11,
        0x00,
        0x55,
        0x44,
        0x77,
        0x66,
        0x88,
        0x99,
        0xAA,
        0xBB,
        0xCC,
        0xDD,
        0xEE,
        0xFF,
    ];
    private static readonly byte[] Sid = Convert.FromBase64String("AQUAAAAAAAUVAAAAAQAAAAIAAAD/////9AEAAA==");

    private static readonly DirectoryEntry Anna = User("Anna Berg", "anna");
    private static readonly DirectoryEntry Anchored = User("Bo Lund", "bo", ("mS-DS-ConsistencyGuid", Consistency));
    private static readonly DirectoryEntry Group = CloudSamples.Entry(
        "CN=Sales,OU=Groups,DC=contoso,DC=test",
        "group",
        [
            ("displayName", "Sales"),
            ("sAMAccountName", "sales"),
            ("mail", "sales@contoso.example"),
            ("proxyAddresses", "SMTP:sales@contoso.example"),
            ("groupType", "8"),
        ],
        [("objectSid", Sid)]
    );

    private static readonly DirectoryEntry Contact = CloudSamples.Entry(
        "CN=Vera,OU=Partners,DC=contoso,DC=test",
        "contact",
        [
            ("displayName", "Vera"),
            ("mail", "vera@partner.example"),
            ("proxyAddresses", "SMTP:vera@partner.example;smtp:v@partner.example"),
        ]
    );

    private readonly FakeTenant tenant = new();
    private readonly RecipientIndex index = LoadedIndex.Of([Anna, Anchored, Group, Contact]);

    [Fact]
    public void Current_TenantHasNotAnswered_EverybodyIsUnknown()
    {
        var joined = Joined();

        Assert.Equal(4, joined.List(new RecipientQuery { Authority = Authority.Unknown }, 0, 10, []).Total);
        Assert.Equal(Authority.Unknown, joined.Decide(Anna).Exchange);
        Assert.Empty(joined.Facets([]).Authorities);
    }

    [Fact]
    public void Current_ConsistencyGuid_JoinsBeforeTheObjectGuid()
    {
        tenant.With(
            CloudSamples.User("other@contoso.example") with
            {
                OnPremisesSyncEnabled = true,
                OnPremisesImmutableId = "MyIRAFVEd2aImaq7zN3u/w==",
            }
        );

        var joined = Joined();

        Assert.Equal(Authority.OnPremises, joined.Of(Anchored.Id));
        Assert.Equal(Authority.OnPremises, joined.Decide(Anchored).Exchange);
        Assert.Equal(Authority.Pending, joined.Of(Anna.Id));
    }

    [Fact]
    public void Current_GroupsBySidAndContactsByPrimaryAddress_AreJoined()
    {
        tenant.With(
            new TenantRecipient
            {
                Id = Guid.NewGuid(),
                Kind = TenantRecipientKind.Group,
                OnPremisesSyncEnabled = true,
                OnPremisesSecurityIdentifier = "S-1-5-21-1-2-4294967295-500",
            },
            new TenantRecipient
            {
                Id = Guid.NewGuid(),
                Kind = TenantRecipientKind.Contact,
                OnPremisesSyncEnabled = true,
                ProxyAddresses = ["SMTP:VERA@partner.example"],
            }
        );

        var joined = Joined();

        Assert.Equal(Authority.OnPremises, joined.Of(Group.Id));
        Assert.Equal(Authority.OnPremises, joined.Of(Contact.Id));
        Assert.Equal(Authority.OnPremises, joined.Decide(Group).Exchange);
        Assert.Equal(Authority.OnPremises, joined.Decide(Contact).Exchange);
    }

    [Fact]
    public void List_FilterAndSortByAuthority_FollowTheTenant()
    {
        tenant.With(
            CloudSamples.Synchronised(CloudSamples.User(), Anna.Id) with
            {
                Exchange = new ExchangeOnlineFacts
                {
                    RecipientTypeDetails = "UserMailbox",
                    IsExchangeCloudManaged = true,
                },
            },
            CloudSamples.Synchronised(CloudSamples.User("bo@contoso.example"), Guid.NewGuid()) with
            {
                OnPremisesImmutableId = "MyIRAFVEd2aImaq7zN3u/w==",
                OnPremisesSyncEnabled = null,
                IsCloudManaged = true,
            }
        );

        var joined = Joined();
        var sorted = joined.List(new RecipientQuery { Sort = RecipientSort.Authority }, 0, 10, []).Items;

        Assert.Equal(
            Anna.Id,
            Assert.Single(joined.List(new RecipientQuery { Authority = Authority.ExchangeOnline }, 0, 10, []).Items).Id
        );
        Assert.Equal(
            Anna.Id,
            Assert
                .Single(
                    joined
                        .List(new RecipientQuery { Search = "anna", Authority = Authority.ExchangeOnline }, 0, 10, [])
                        .Items
                )
                .Id
        );
        Assert.Equal(
            0,
            joined.List(new RecipientQuery { Search = "anna", Authority = Authority.Cloud }, 0, 10, []).Total
        );
        Assert.Equal(
            [Authority.ExchangeOnline, Authority.Cloud, Authority.Pending, Authority.Pending],
            sorted.Select(r => r.Authority)
        );
        Assert.Equal(
            [("ExchangeOnline", 1), ("Cloud", 1), ("Pending", 2)],
            joined.Facets([]).Authorities.Select(f => (f.Value, f.Count))
        );
        Assert.Equal(
            [("Cloud", 1)],
            joined
                .Facets([DistinguishedName.Parse("OU=Bo,DC=contoso,DC=test")])
                .Authorities.Select(f => (f.Value, f.Count))
        );
    }

    [Fact]
    public void Current_KindThatMayNotBeRead_IsUnknownAndNotPending()
    {
        tenant.Index.Apply(
            [CloudSamples.User()],
            [],
            DateTimeOffset.UnixEpoch,
            new TenantCoverage(HasUsers: true, HasGroups: false, HasContacts: true, HasExchange: true)
        );

        var joined = Joined();

        Assert.Equal(Authority.Unknown, joined.Of(Group.Id));
        Assert.Equal(Authority.Pending, joined.Of(Contact.Id));
    }

    [Fact]
    public void Current_ExchangeMayNotBeRead_SynchronisedPeopleAreUnknownAndGroupsAreNot()
    {
        tenant.Index.Apply(
            [
                CloudSamples.Synchronised(CloudSamples.User(), Anna.Id),
                new TenantRecipient
                {
                    Id = Guid.NewGuid(),
                    Kind = TenantRecipientKind.Group,
                    OnPremisesSyncEnabled = true,
                    OnPremisesSecurityIdentifier = "S-1-5-21-1-2-4294967295-500",
                },
            ],
            [],
            DateTimeOffset.UnixEpoch,
            TenantCoverage.Everything with
            {
                HasExchange = false,
            }
        );

        Assert.Equal(Authority.Unknown, Joined().Of(Anna.Id));
        Assert.Equal(Authority.OnPremises, Joined().Of(Group.Id));
    }

    [Fact]
    public void Current_OutsideOfTheSynchronisedUnits_IsActiveDirectorysAlone()
    {
        tenant.With(CloudSamples.User("x@contoso.example"));
        var settings = new ChangeSettings
        {
            SyncedOrganizationalUnits = [DistinguishedName.Parse("OU=Groups,DC=contoso,DC=test")],
        };

        var joined = new HybridRecipientIndex(index, tenant, settings).Current;

        Assert.Equal(Authority.OnPremises, joined.Of(Anna.Id));
        Assert.Equal(Authority.Pending, joined.Of(Group.Id));
    }

    [Fact]
    public void Current_NothingNew_IsTheSameAndAChangeOfOneSideIsSeen()
    {
        tenant.With(CloudSamples.Synchronised(CloudSamples.User(), Anna.Id));
        var authorities = new HybridRecipientIndex(index, tenant, new ChangeSettings());
        var first = authorities.Current;
        Assert.Same(first, authorities.Current);

        tenant.Index.Apply([], [], DateTimeOffset.UnixEpoch.AddMinutes(1)); // a round that found nothing
        Assert.Same(first, authorities.Current);

        tenant.With(
            CloudSamples.Synchronised(CloudSamples.User("bo@contoso.example"), Guid.NewGuid()) with
            {
                OnPremisesImmutableId = "MyIRAFVEd2aImaq7zN3u/w==",
            }
        );
        Assert.Equal(Authority.OnPremises, authorities.Current.Of(Anchored.Id));

        index.Apply([], [Anna.Id]);
        Assert.Equal(Authority.Unknown, authorities.Current.Of(Anna.Id));
        Assert.Equal(Authority.OnPremises, authorities.Current.Of(Anchored.Id));
    }

    [Fact]
    public void Of_ManyRecipients_IsWhatEachDecidesAloneAfterEveryChange()
    {
        var many = LoadedIndex.Of(GeneratedRecipients.Create(2000));
        var random = new Random(5);
        var entries = GeneratedRecipients.Create(2000).ToDictionary(e => e.Id);
        tenant.With([
            .. entries
                .Values.Where(e => e.IsOfClass("user") && random.Next(3) > 0)
                .Select(
                    (e, i) =>
                        CloudSamples.Synchronised(CloudSamples.User($"u{i}@c.example"), e.Id) with
                        {
                            Exchange =
                                random.Next(4) == 0
                                    ? new ExchangeOnlineFacts
                                    {
                                        RecipientTypeDetails = "UserMailbox",
                                        IsExchangeCloudManaged = random.Next(2) == 0,
                                    }
                                    : null,
                            OnPremisesSyncEnabled = random.Next(10) == 0 ? null : true,
                            IsCloudManaged = true,
                        }
                ),
        ]);
        var authorities = new HybridRecipientIndex(many, tenant, new ChangeSettings());
        _ = authorities.Current;

        for (var round = 0; round < 5; round++)
        {
            var changed = GeneratedRecipients.Create(random.Next(2000), new Random(round));
            entries[changed.Id] = changed;
            many.Apply([changed], []);
            var joined = authorities.Current;
            Assert.All(entries.Values, e => Assert.Equal(joined.Decide(e).Exchange, joined.Of(e.Id)));
        }
    }

    private HybridRecipientSnapshot Joined() => new HybridRecipientIndex(index, tenant, new ChangeSettings()).Current;

    private static DirectoryEntry User(string name, string alias, params (string, byte[])[] octets) =>
        CloudSamples.Entry(
            $"CN={name},OU={name.Split(' ')[0]},DC=contoso,DC=test",
            "user",
            [
                ("displayName", name),
                ("sAMAccountName", alias),
                ("mailNickname", alias),
                ("userPrincipalName", $"{alias}@contoso.example"),
                ("proxyAddresses", $"SMTP:{alias}@contoso.example"),
                ("msExchRecipientTypeDetails", "2147483648"),
            ],
            octets
        );
}
