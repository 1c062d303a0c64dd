using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class ExchangePlansTests
{
    private const string Enterprise = "efb87545-963c-4e0d-99df-69c6916d9eb0";
    private const string Archive = "176a09a6-7ec5-4039-ac02-b2791c6ba793";
    private const string Foundation = "113feb6c-3fe4-4440-bddc-54d774bf0318";
    private const string Nobody = "00000000-0000-0000-0000-000000000001";

    [Theory]
    [InlineData(Enterprise, "exchange", "Enabled", MailboxPlan.Mailbox)]
    [InlineData(Enterprise, "Exchange", "warning", MailboxPlan.Mailbox)]
    [InlineData(Enterprise, "exchange", "Deleted", MailboxPlan.None)]
    [InlineData(Enterprise, "exchange", "Suspended", MailboxPlan.None)]
    [InlineData(Enterprise, "SharePoint", "Enabled", MailboxPlan.None)]
    [InlineData(Enterprise, null, null, MailboxPlan.None)]
    [InlineData(Archive, "exchange", "Enabled", MailboxPlan.ArchiveOnly)]
    [InlineData(Foundation, "exchange", "Enabled", MailboxPlan.None)]
    [InlineData(Nobody, "exchange", "Enabled", MailboxPlan.Unknown)]
    public void Evaluate_OnePlan(string id, string? service, string? status, MailboxPlan expected) =>
        Assert.Equal(expected, ExchangePlans.Evaluate([new AssignedPlan(Guid.Parse(id), service, status)]));

    [Fact]
    public void Evaluate_Several_GivesTheMost() =>
        Assert.Equal(
            MailboxPlan.Mailbox,
            ExchangePlans.Evaluate([
                .. new[] { Foundation, Archive, Nobody, Enterprise }.Select(p => new AssignedPlan(
                    Guid.Parse(p),
                    "exchange",
                    "Enabled"
                )),
            ])
        );

    [Fact]
    public void Evaluate_NotAsked_IsUnknownAndNotNone()
    {
        Assert.Equal(MailboxPlan.Unknown, ExchangePlans.Evaluate(null));
        Assert.Equal(MailboxPlan.None, ExchangePlans.Evaluate([]));
    }
}
