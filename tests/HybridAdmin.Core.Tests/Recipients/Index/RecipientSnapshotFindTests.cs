using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tests.Recipients.Index;

public sealed class RecipientSnapshotFindTests
{
    [Fact]
    public void Find_Recipient_GivesWhatListsShow()
    {
        var snapshot = LoadedIndex
            .Of([
                GeneratedRecipients.Entry(
                    "CN=Weiß\\, Zoë,OU=Berlin,OU=Staff,DC=contoso,DC=local",
                    GeneratedRecipients.Id(1),
                    new Dictionary<string, string[]>
                    {
                        ["objectClass"] = ["top", "user"],
                        ["cn"] = ["Weiß, Zoë"],
                        ["mailNickname"] = ["zoë"],
                        ["proxyAddresses"] = ["smtp:z@c.test", "SMTP:Zoe.Weiss@C.test", "SIP:z@c.test"],
                        ["mail"] = ["old@c.test"],
                        ["userPrincipalName"] = ["zw@c.test"],
                        ["msExchHideFromAddressLists"] = ["TRUE"],
                        ["msExchRecipientTypeDetails"] = ["34359738368"],
                        ["extensionAttribute1"] = ["KST-1"],
                        ["extensionAttribute15"] = ["Größe 😀"],
                    }
                ),
            ])
            .Current;

        var found = snapshot.Find(GeneratedRecipients.Id(1));

        Assert.Equal(
            new RecipientSummary
            {
                Id = GeneratedRecipients.Id(1),
                RecipientTypeDetails = RecipientTypeDetails.RemoteSharedMailbox,
                DisplayName = "Weiß, Zoë",
                Alias = "zoë",
                PrimarySmtpAddress = "Zoe.Weiss@C.test",
                UserPrincipalName = "zw@c.test",
                HiddenFromAddressListsEnabled = true,
                OrganizationalUnit = "Staff / Berlin",
            },
            found
        );
        Assert.Equal("KST-1", snapshot.CustomAttribute(GeneratedRecipients.Id(1), 1));
        Assert.Equal("Größe 😀", snapshot.CustomAttribute(GeneratedRecipients.Id(1), 15));
        Assert.Null(snapshot.CustomAttribute(GeneratedRecipients.Id(1), 2));
        Assert.Equal(
            DistinguishedName.Parse("OU=Berlin,OU=Staff,DC=contoso,DC=local"),
            snapshot.Container(GeneratedRecipients.Id(1))
        );
    }

    [Fact]
    public void Find_UnknownId_GivesNothing()
    {
        var snapshot = LoadedIndex.Of(GeneratedRecipients.Create(10)).Current;

        Assert.Null(snapshot.Find(Guid.Empty));
        Assert.Null(snapshot.CustomAttribute(Guid.Empty, 1));
        Assert.Null(snapshot.Container(Guid.Empty));
        Assert.False(snapshot.Covers(Guid.Empty, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.CustomAttribute(GeneratedRecipients.Id(1), 16));
    }

    [Fact]
    public void FindHolders_EveryAddress_AnswersLikeNaiveList()
    {
        var entries = GeneratedRecipients.Create(1500).ToArray();
        var snapshot = LoadedIndex.Of(entries).Current;
        var naive = new NaiveRecipientList(entries);
        var random = new Random(3);

        foreach (var entry in entries.Where(_ => random.Next(6) == 0))
        {
            foreach (
                var value in entry
                    .Texts("proxyAddresses")
                    .Concat(entry.Texts("mail"))
                    .Concat(entry.Texts("userPrincipalName"))
            )
            {
                var address = random.Next(2) == 0 ? value.ToUpperInvariant() : value;

                var holders = snapshot.FindHolders(address);

                Assert.Equal(naive.FindHolders(address), holders.Select(h => (h.Id, h.Attribute, h.Value)).ToHashSet());
            }
        }
    }

    [Fact]
    public void FindHolders_OneAddressInFourAttributes_NamesThemInOrder()
    {
        var snapshot = LoadedIndex
            .Of([
                GeneratedRecipients.User(
                    1,
                    "displayName=Anna",
                    "userPrincipalName=anna@c.test",
                    "mail=Anna@c.test",
                    "targetAddress=SMTP:ANNA@c.test",
                    "proxyAddresses=smtp:anna@c.test"
                ),
            ])
            .Current;

        var holders = snapshot.FindHolders(" SMTP:anna@C.test ");

        Assert.Equal(
            ["proxyAddresses", "mail", "userPrincipalName", "targetAddress"],
            holders.Select(h => h.Attribute)
        );
        Assert.All(holders, h => Assert.Equal("Anna", h.DisplayName));
        Assert.Equal("smtp:anna@c.test", holders[0].Value);
    }

    [Theory]
    [InlineData("müller@c.test", 1)]
    [InlineData("MÜLLER@c.test", 1)]
    [InlineData("muller@c.test", 2)]
    [InlineData("sip:muller@c.test", 3)]
    [InlineData("x500:/O=c/CN=m", 3)]
    public void FindHolders_LookAlikes_AreNotConfused(string address, int expected)
    {
        var snapshot = LoadedIndex
            .Of([
                GeneratedRecipients.User(1, "proxyAddresses=smtp:müller@c.test"),
                GeneratedRecipients.User(2, "proxyAddresses=smtp:muller@c.test"),
                GeneratedRecipients.User(3, "proxyAddresses=SIP:muller@c.test", "proxyAddresses=X500:/o=C/cn=M"),
            ])
            .Current;

        Assert.Equal([GeneratedRecipients.Id(expected)], snapshot.FindHolders(address).Select(h => h.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("smtp:")]
    [InlineData("\0")]
    [InlineData("*")]
    public void FindHolders_NoAddress_FindsNobody(string address)
    {
        var snapshot = LoadedIndex.Of(GeneratedRecipients.Create(100)).Current;

        Assert.Empty(snapshot.FindHolders(address));
    }

    [Fact]
    public void Facets_Generated_CountLikeLists()
    {
        var snapshot = LoadedIndex.Of(GeneratedRecipients.Create(2000)).Current;

        Assert.NotEmpty(snapshot.Domains);
        Assert.All(
            snapshot.Domains,
            f => Assert.Equal(f.Count, snapshot.List(new RecipientQuery { Domain = f.Value }, 0, 0, []).Total)
        );
        Assert.NotEmpty(snapshot.OrganizationalUnits);
        Assert.All(
            snapshot.OrganizationalUnits,
            f =>
                Assert.Equal(
                    f.Count,
                    snapshot.List(new RecipientQuery { OrganizationalUnit = f.Value }, 0, 0, []).Total
                )
        );
        Assert.All(
            snapshot.Types,
            f =>
                Assert.Equal(
                    f.Count,
                    snapshot
                        .List(new RecipientQuery { Types = [Enum.Parse<RecipientTypeDetails>(f.Value)] }, 0, 0, [])
                        .Total
                )
        );
        Assert.Equal(2000, snapshot.CountByType.Values.Sum());
        Assert.Equal(snapshot.HiddenCount, snapshot.List(new RecipientQuery { Hidden = true }, 0, 0, []).Total);
        var hidden = snapshot.List(new RecipientQuery { Hidden = true }, 0, 2000, []).Items;
        Assert.Equal(hidden.Count(r => r.IsHiddenWithoutAlias), snapshot.HiddenWithoutAliasCount);
        Assert.Contains(snapshot.OrganizationalUnits, f => f.Label == "Staff / Oslo, Sentrum");
    }

    [Fact]
    public void Facets_Scope_NamesNothingOutside()
    {
        var snapshot = LoadedIndex.Of(GeneratedRecipients.Create(2000)).Current;
        IReadOnlyList<DistinguishedName> scope = [DistinguishedName.Parse("OU=Graz,OU=Sales,DC=contoso,DC=local")];

        var facets = snapshot.Facets(scope);

        Assert.Equal(["Sales / Graz"], facets.OrganizationalUnits.Select(f => f.Label));
        Assert.Equal(
            snapshot.List(new RecipientQuery { IncludePlain = true }, 0, 0, scope).Total,
            facets.CountByType.Values.Sum()
        );
        Assert.Equal(snapshot.List(new RecipientQuery { Hidden = true }, 0, 0, scope).Total, facets.HiddenCount);
    }
}
