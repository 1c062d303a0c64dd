using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class AfterMoveTests
{
    private const string Routing = "t.mail.onmicrosoft.com";
    private static readonly Guid Mailbox = new("11111111-aaaa-bbbb-cccc-222222222222");
    private static readonly MoveCandidate InCloud = new()
    {
        Identity = "k@c.example",
        RecipientTypeDetails = "UserMailbox",
        ExchangeGuid = Mailbox,
    };

    private static DirectoryEntry Moved(
        string rrt = "4",
        string display = "-2147483642",
        string type = "2147483648",
        string proxies = $"SMTP:k@c.example;smtp:k@{Routing}",
        params (string, string)[] more
    ) =>
        CloudSamples.Entry(
            "CN=Kim,OU=Staff,DC=c,DC=example",
            "user",
            [
                ("mailNickname", "k"),
                ("msExchRecipientTypeDetails", type),
                ("msExchRecipientDisplayType", display),
                ("msExchRemoteRecipientType", rrt),
                ("targetAddress", $"SMTP:k@{Routing}"),
                ("proxyAddresses", proxies),
                .. more,
            ],
            [("msExchMailboxGuid", Mailbox.ToByteArray())]
        );

    /// <summary>The entry as before the move: the on-premises server has not converted it.</summary>
    private static DirectoryEntry Untouched(
        string type = "1",
        string display = "1073741824",
        string? rrt = null,
        string proxies = $"SMTP:k@c.example;smtp:k@{Routing}"
    ) =>
        CloudSamples.Entry(
            "CN=Kim,OU=Staff,DC=c,DC=example",
            "user",
            [
                ("mailNickname", "k"),
                ("msExchRecipientTypeDetails", type),
                ("msExchRecipientDisplayType", display),
                .. rrt is null ? Array.Empty<(string, string)>() : [("msExchRemoteRecipientType", rrt)],
                ("homeMDB", "CN=DB01"),
                ("msExchHomeServerName", "/o=A/cn=EX01"),
                ("proxyAddresses", proxies),
            ],
            [("msExchMailboxGuid", Mailbox.ToByteArray())]
        );

    [Theory]
    [InlineData("4", "-2147483642", "2147483648")]
    [InlineData("6", "-1073741818", "2147483648")] // with archive, ACLable
    [InlineData("20", "-2147483642", "2147483648")]
    [InlineData("100", "-2147483642", "34359738368")]
    [InlineData("36", "-2147481850", "8589934592")]
    [InlineData("68", "-2147481594", "17179869184")]
    public void Compare_ObjectThatTheServerConverted_HasNoDifferences(string rrt, string display, string type)
    {
        var answer = AfterMove.Compare(Moved(rrt, display, type), Routing, null);

        Assert.Empty(answer.Differences);
        Assert.Null(answer.Edit);
        Assert.Null(answer.Remaining);
    }

    [Fact]
    public void Compare_MissingAddresses_AreOfferedAsANormalEdit()
    {
        var answer = AfterMove.Compare(
            Moved(proxies: "SMTP:k@c.example"),
            Routing,
            InCloud with
            {
                LegacyExchangeDN = "/o=ExchangeLabs/cn=k",
            }
        );

        Assert.Equal([$"k@{Routing}", "X500:/o=ExchangeLabs/cn=k"], answer.Edit!.AddAddresses);
        Assert.Null(answer.Edit.RemoteMailbox);
        Assert.Null(answer.Remaining);
    }

    [Theory]
    [InlineData("1", "UserMailbox", null, 2147483648, -2147483642, 4)]
    [InlineData("1", "UserMailbox", "2", 2147483648, -2147483642, 6)] // its archive was in the cloud before
    [InlineData("2", "UserMailbox", null, 2147483648, -2147483642, 4)] // linked
    [InlineData("4", "SharedMailbox", null, 34359738368, -2147483642, 100)]
    [InlineData("16", "RoomMailbox", null, 8589934592, -2147481850, 36)]
    [InlineData("32", "EquipmentMailbox", null, 17179869184, -2147481594, 68)]
    public void Compare_ObjectThatWasNotConverted_IsOfferedAsOneEdit(
        string type,
        string inCloud,
        string? rrt,
        long expectedType,
        int expectedDisplay,
        int expectedRemote
    )
    {
        var answer = AfterMove.Compare(
            Untouched(type, rrt: rrt, proxies: "SMTP:k@c.example"),
            Routing,
            InCloud with
            {
                RecipientTypeDetails = inCloud,
            }
        );

        Assert.Equal(
            new RemoteMailboxValues(
                (RecipientTypeDetails)expectedType,
                expectedDisplay,
                expectedRemote,
                $"k@{Routing}"
            ),
            answer.Edit!.RemoteMailbox
        );
        Assert.Equal([$"k@{Routing}"], answer.Edit.AddAddresses);
        Assert.Contains(answer.Differences, d => d.Attribute == "homeMDB");
        Assert.Contains(answer.Differences, d => d.Attribute == "targetAddress");
        Assert.Null(answer.Remaining);
    }

    [Fact]
    public void Compare_HalfConverted_KeepsTheAclableDisplayTypeAndTheTarget()
    {
        var answer = AfterMove.Compare(Moved("1", "-1073741818", more: ("homeMDB", "CN=DB01")), Routing, InCloud);

        Assert.Equal(["msExchRemoteRecipientType", "homeMDB"], answer.Differences.Select(d => d.Attribute));
        Assert.Equal(
            new RemoteMailboxValues(RecipientTypeDetails.RemoteUserMailbox, -1073741818, 4, $"k@{Routing}"),
            answer.Edit!.RemoteMailbox
        );
    }

    [Fact]
    public void Compare_MailboxNotSeenInTheCloud_LeavesTypeAndRoutingAlone()
    {
        MoveCandidate?[] uncertain =
        [
            null,
            InCloud with
            {
                RecipientTypeDetails = "MailUser",
            },
            InCloud with
            {
                ExchangeGuid = null,
            },
            InCloud with
            {
                ExchangeGuid = Guid.NewGuid(),
            },
            InCloud with
            {
                RecipientTypeDetails = "SharedMailbox",
            },
        ];

        foreach (var cloud in uncertain)
        {
            var answer = AfterMove.Compare(Untouched(), Routing, cloud);

            Assert.Null(answer.Edit);
            Assert.NotEmpty(answer.Remaining!);
            Assert.Contains(answer.Differences, d => d.Attribute == "msExchRecipientTypeDetails");
        }
    }

    [Fact]
    public void Compare_RoutingDomainNotKnown_SaysWhichSettingIsMissing()
    {
        var answer = AfterMove.Compare(Untouched(), null, InCloud);

        Assert.Null(answer.Edit);
        Assert.Contains("Tenant:RoutingDomain", answer.Remaining, StringComparison.Ordinal);
        Assert.Empty(AfterMove.Compare(Moved(), null, InCloud).Differences);
    }

    [Fact]
    public void Compare_TargetLeadsElsewhere_IsRoutedToTheOwnAddress()
    {
        var entry = CloudSamples.Entry(
            "CN=Kim,OU=Staff,DC=c,DC=example",
            "user",
            [
                ("mailNickname", "k"),
                ("msExchRecipientTypeDetails", "2147483648"),
                ("msExchRecipientDisplayType", "-2147483642"),
                ("msExchRemoteRecipientType", "4"),
                ("targetAddress", "SMTP:k@old.example"),
                ("proxyAddresses", $"SMTP:k@c.example;smtp:kim.lee@{Routing}"),
            ],
            [("msExchMailboxGuid", Mailbox.ToByteArray())]
        );

        var answer = AfterMove.Compare(entry, Routing, InCloud);

        Assert.Equal(
            ("targetAddress", $"SMTP:kim.lee@{Routing}"),
            (Assert.Single(answer.Differences).Attribute, answer.Differences[0].Expected)
        );
        Assert.Equal($"kim.lee@{Routing}", answer.Edit!.RemoteMailbox!.RemoteRoutingAddress);
        Assert.Empty(answer.Edit.AddAddresses);
    }

    [Fact]
    public void Compare_MailboxGuidGone_NamesTheValueToSet()
    {
        var entry = CloudSamples.Entry(
            "CN=Kim,OU=Staff,DC=c,DC=example",
            "user",
            [
                ("mailNickname", "k"),
                ("msExchRecipientTypeDetails", "2147483648"),
                ("msExchRecipientDisplayType", "-2147483642"),
                ("msExchRemoteRecipientType", "4"),
                ("targetAddress", $"SMTP:k@{Routing}"),
                ("proxyAddresses", $"SMTP:k@c.example;smtp:k@{Routing}"),
            ]
        );

        var answer = AfterMove.Compare(entry, Routing, InCloud);

        Assert.Null(answer.Edit);
        Assert.Contains(Mailbox.ToString(), answer.Remaining, StringComparison.Ordinal);
    }
}
