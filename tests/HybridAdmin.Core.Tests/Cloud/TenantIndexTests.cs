using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class TenantIndexTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantRecipient Anna = CloudSamples.Synchronised(
        CloudSamples.User("anna@c.example", "SMTP:Anna.Berg@c.example", "smtp:ab@c.example", "X500:/o=A"),
        Guid.NewGuid()
    ) with
    {
        OnPremisesSecurityIdentifier = "S-1-5-21-1-2-3-1104",
        OnPremisesLastSyncDateTime = At,
        AccountEnabled = true,
        MailboxPlan = MailboxPlan.Mailbox,
        UserType = "Member",
        Exchange = new ExchangeOnlineFacts
        {
            RecipientTypeDetails = "UserMailbox",
            HiddenFromAddressListsEnabled = false,
            IsExchangeCloudManaged = true,
            ExchangeGuid = Guid.NewGuid(),
        },
        ProvisioningErrors = [new CloudProvisioningError("PropertyConflict", "ProxyAddress", "smtp:x@c.example", At)],
    };

    [Fact]
    public void Find_WhatWasPutIn_ComesBackWhole()
    {
        var index = With(Anna);

        Assert.Equivalent(Anna, index.Current.Find(Anna.Id), strict: true);
    }

    [Fact]
    public void Find_AbsentMembers_StayAbsentAndNotFalse()
    {
        var bare = new TenantRecipient { Id = Guid.NewGuid(), Kind = TenantRecipientKind.Contact };

        var found = With(bare).Current.Find(bare.Id)!;

        Assert.Equal(
            (null, null, null, null),
            (found.AccountEnabled, found.OnPremisesSyncEnabled, found.IsCloudManaged, found.Exchange)
        );
    }

    [Theory]
    [InlineData("ANNA.BERG@C.EXAMPLE", true)]
    [InlineData("ab@c.example", true)]
    [InlineData("anna@c.example", true)]
    [InlineData("b@c.example", false)]
    [InlineData("/o=A", false)]
    public void FindByAddress_WithoutCase(string address, bool isFound) =>
        Assert.Equal(isFound, With(Anna).Current.FindByAddress(address).Count == 1);

    [Fact]
    public void Join_ByAnchorThenSidThenAddressOfContacts()
    {
        var group = new TenantRecipient
        {
            Id = Guid.NewGuid(),
            Kind = TenantRecipientKind.Group,
            OnPremisesSecurityIdentifier = "S-1-5-21-1-2-3-2000",
        };
        var contact = new TenantRecipient
        {
            Id = Guid.NewGuid(),
            Kind = TenantRecipientKind.Contact,
            Mail = "kim@f.example",
        };
        var snapshot = With(Anna, group, contact).Current;
        Assert.True(ImmutableId.TryParse(Anna.OnPremisesImmutableId, out var anchor));
        var other = ImmutableId.Of(Guid.NewGuid());

        Assert.Equal(Anna.Id, snapshot.Join(TenantRecipientKind.User, anchor, null, null)?.Id);
        Assert.Null(
            snapshot.Join(TenantRecipientKind.User, other, Anna.OnPremisesSecurityIdentifier, "anna.berg@c.example")
        );
        Assert.Equal(group.Id, snapshot.Join(TenantRecipientKind.Group, other, "S-1-5-21-1-2-3-2000", null)?.Id);
        Assert.Equal(contact.Id, snapshot.Join(TenantRecipientKind.Contact, other, null, "KIM@f.example")?.Id);
    }

    [Fact]
    public void Apply_ChangedAndRemoved_LeavesNoTraceOfTheOldValues()
    {
        var bo = CloudSamples.User("bo@c.example");
        var index = With(Anna, bo);
        var before = index.Current;

        index.Apply(
            [Anna with { ProxyAddresses = ["SMTP:new@c.example"], Mail = "new@c.example" }],
            [bo.Id],
            At.AddMinutes(1)
        );

        Assert.Empty(index.Current.FindByAddress("ab@c.example"));
        Assert.Single(index.Current.FindByAddress("new@c.example"));
        Assert.Null(index.Current.Find(bo.Id));
        Assert.Single(before.FindByAddress("ab@c.example"));
        Assert.Equal(At.AddMinutes(1), index.Current.At);
    }

    [Fact]
    public void Apply_FewOfMany_IsTheSameAsReadingEverythingAnew()
    {
        var random = new Random(7);
        var model = Enumerable
            .Range(0, 200)
            .Select(n => CloudSamples.User($"p{n}@c.example", $"SMTP:p{n}@c.example"))
            .ToDictionary(r => r.Id);
        var index = With([.. model.Values]);
        for (var round = 0; round < 60; round++)
        {
            var ids = model.Keys.OrderBy(i => i).ToArray();
            var gone = new[] { ids[random.Next(ids.Length)], Guid.NewGuid() };
            var moved = model[ids[random.Next(ids.Length)]] with
            {
                Mail = $"m{round}@c.example",
                ProxyAddresses = [$"SMTP:m{round}@c.example"],
            };
            var added = CloudSamples.User($"new{round}@c.example", $"SMTP:new{round}@c.example");
            foreach (var id in gone)
                model.Remove(id);
            model[moved.Id] = moved; // also if it is among the removed ones: additions take precedence
            model[added.Id] = added;

            index.Apply([moved, added], gone, At.AddMinutes(round));
        }

        Assert.Equal(model.Count, index.Current.Count);
        Assert.Equal(model.Keys.Order(), index.Current.All.Select(r => r.Id).Order());
        Assert.All(model.Values, r => Assert.Equal(r.Mail, index.Current.Find(r.Id)!.Mail));
        Assert.All(model.Values, r => Assert.Equal([r.Id], index.Current.FindByAddress(r.Mail!).Select(f => f.Id)));
        var known = model
            .Values.Select(r => r.Mail)
            .Concat(model.Values.Select(r => r.UserPrincipalName))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(
            Enumerable.Range(0, 200).Select(n => $"p{n}@c.example").Where(a => !known.Contains(a)),
            a => Assert.Empty(index.Current.FindByAddress(a))
        );
    }

    [Fact]
    public void Apply_OneOfMany_CopiesALittleAndReadsNobodyElse()
    {
        var people = Enumerable
            .Range(0, 20_000)
            .Select(n => CloudSamples.User($"p{n}@c.example", $"SMTP:p{n}@c.example"))
            .ToArray();
        var index = With(people);
        index.Apply([people[0] with { Mail = "warm@c.example" }], [], At); // compiled by then

        var before = GC.GetAllocatedBytesForCurrentThread();
        index.Apply([people[1] with { Mail = "one@c.example" }], [], At);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Single(index.Current.FindByAddress("one@c.example"));
        Assert.InRange(bytes, 1, 20_000 * 64); // unpacking everybody takes more than a kilobyte each
    }

    [Fact]
    public void Apply_MoreThanTheLimit_TakesWhatFitsAndSaysSo()
    {
        var index = new TenantIndex(limit: 20);
        var people = Enumerable.Range(0, 20).Select(n => CloudSamples.User($"p{n}@c.example")).ToArray();
        index.Replace(people, At);

        index.Apply([CloudSamples.User("late@c.example")], [people[0].Id], At);
        var fits = (index.Current.Count, index.Current.IsComplete);
        index.Apply([CloudSamples.User("later@c.example")], [], At);

        Assert.Equal((20, true), fits);
        Assert.Equal((20, false), (index.Current.Count, index.Current.IsComplete));
        Assert.Empty(index.Current.FindByAddress("later@c.example"));
    }

    [Fact]
    public void Replace_MoreThanTheLimit_IsBoundedAndSaysSo()
    {
        var index = new TenantIndex(limit: 2);

        index.Replace(
            [CloudSamples.User("a@c.example"), CloudSamples.User("b@c.example"), CloudSamples.User("c@c.example")],
            At
        );

        Assert.Equal((2, false), (index.Current.Count, index.Current.IsComplete));
    }

    [Fact]
    public void Current_NothingRead_IsNotComplete() =>
        Assert.Equal(
            (0, false, null),
            (new TenantIndex().Current.Count, new TenantIndex().Current.IsComplete, new TenantIndex().Current.At)
        );

    private static TenantIndex With(params TenantRecipient[] recipients)
    {
        var index = new TenantIndex();
        index.Replace(recipients, At);
        return index;
    }
}
