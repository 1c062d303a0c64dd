using HybridAdmin.Core.Directory;

namespace HybridAdmin.Testing.Directory;

public abstract partial class DirectoryContract
{
    [Fact]
    public async Task ModifyAsync_AddDeleteReplace_DoWhatTheySay()
    {
        await SetAsync("proxyAddresses", "SMTP:one@c.example", "smtp:two@c.example");

        await ModifyAsync(Add("proxyAddresses", "smtp:three@c.example"));
        await ModifyAsync(Delete("proxyAddresses", "smtp:two@c.example"));
        Assert.Equal(["SMTP:one@c.example", "smtp:three@c.example"], await GetAsync("proxyAddresses"));

        await ModifyAsync(Replace("proxyAddresses", "SMTP:four@c.example"));
        Assert.Equal(["SMTP:four@c.example"], await GetAsync("proxyAddresses"));

        await ModifyAsync(Replace("proxyAddresses"));
        Assert.Empty(await GetAsync("proxyAddresses"));
        await ModifyAsync(Replace("proxyAddresses"));
    }

    [Fact]
    public async Task ModifyAsync_DeleteOldAddNew_SwapsThePrimaryInOneStep()
    {
        await SetAsync("proxyAddresses", "SMTP:a@c.example", "smtp:b@c.example", "X500:/o=C/cn=(a) +b=1");

        await ModifyAsync(
            Delete("proxyAddresses", "SMTP:a@c.example", "smtp:b@c.example"),
            Add("proxyAddresses", "smtp:a@c.example", "SMTP:b@c.example")
        );

        Assert.Equal(
            ["SMTP:b@c.example", "X500:/o=C/cn=(a) +b=1", "smtp:a@c.example"],
            await GetAsync("proxyAddresses")
        );
    }

    [Fact]
    public async Task ModifyAsync_RepeatedFlipOfCase_Succeeds()
    {
        await SetAsync("proxyAddresses", "SMTP:a@c.example", "smtp:b@c.example");
        AttributeModification[] flip =
        [
            Delete("proxyAddresses", "SMTP:a@c.example", "smtp:b@c.example"),
            Add("proxyAddresses", "smtp:a@c.example", "SMTP:b@c.example"),
        ];

        await ModifyAsync(flip);
        await ModifyAsync(flip);

        Assert.Equal(["SMTP:b@c.example", "smtp:a@c.example"], await GetAsync("proxyAddresses"));
    }

    [Fact]
    public async Task ModifyAndReadAsync_NewValue_ReturnsTheObjectAsItIsThen()
    {
        await SetAsync("proxyAddresses", "SMTP:a@c.example");
        await using var session = await OpenAsync();

        var entry = await session.ModifyAndReadAsync(
            new DirectoryModification(Facts.Scratch, [Add("proxyAddresses", "smtp:b@c.example")]),
            ["proxyAddresses"],
            CancellationToken.None
        );

        Assert.Equal(Facts.Scratch, entry!.Id);
        Assert.Equal(
            ["SMTP:a@c.example", "smtp:b@c.example"],
            entry.Texts("proxyAddresses").Order(StringComparer.Ordinal)
        );
        Assert.Equal(["SMTP:a@c.example", "smtp:b@c.example"], await GetAsync("proxyAddresses"));
    }

    [Fact]
    public async Task ModifyAndReadAsync_StaleDelete_IsNoUnknownOutcome()
    {
        await SetAsync("department", "changed by somebody else");
        await using var session = await OpenAsync();

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAndReadAsync(
                new DirectoryModification(Facts.Scratch, [Delete("department", "what was read")]),
                ["department"],
                CancellationToken.None
            )
        );

        Assert.Equal((DirectoryFaultKind.ValueGone, false), (fault.Kind, fault.OutcomeUnknown));
    }

    [Fact]
    public async Task ModifyAsync_StaleDelete_IsValueGoneAndNothingChanges()
    {
        await ModifyAsync(Replace("department", "changed by somebody else"), Replace("title", "Before"));

        var fault = await FailAsync(
            Replace("title", "After"),
            Delete("department", "what was read"),
            Add("department", "ours")
        );

        Assert.Equal(DirectoryFaultKind.ValueGone, fault.Kind);
        Assert.Equal(["Before"], await GetAsync("title"));
    }

    [Fact]
    public async Task ModifyAsync_DeleteFromAbsentAttribute_IsValueGone()
    {
        await SetAsync("department");

        var fault = await FailAsync(Delete("department", "anything"));

        Assert.Equal(DirectoryFaultKind.ValueGone, fault.Kind);
    }

    [Fact]
    public async Task ModifyAsync_AddOfAPresentValue_IsValueExists()
    {
        await SetAsync("proxyAddresses", "SMTP:a@c.example", "smtp:b@c.example");

        var fault = await FailAsync(Add("proxyAddresses", "smtp:b@c.example"));

        Assert.Equal(DirectoryFaultKind.ValueExists, fault.Kind);
    }

    [Fact]
    public async Task ModifyAsync_UnknownObject_IsNoSuchObject()
    {
        await using var session = await OpenAsync();

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            session.ModifyAsync(
                new DirectoryModification(Facts.Missing, [Replace("department", "x")]),
                CancellationToken.None
            )
        );

        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
        Assert.False(fault.OutcomeUnknown);
    }

    [Fact]
    public async Task ModifyAsync_UnknownAttribute_IsRefused()
    {
        await FailAsync(Replace("title", "Never"), Add("noSuchAttributeAnywhere", "x"));
    }

    [Fact]
    public async Task ModifyAsync_TwoValuesIntoASingleValuedAttribute_IsRefused()
    {
        await SetAsync("department", "One");

        var twice = await FailAsync(Replace("department", "Two", "Three"));
        var second = await FailAsync(Add("department", "Two"));

        Assert.All(
            [twice, second],
            f =>
                Assert.Contains(f.Kind, new[] { DirectoryFaultKind.ConstraintViolated, DirectoryFaultKind.ValueExists })
        );
    }

    [Fact]
    public async Task ModifyAsync_EmptyText_IsConstraintViolated()
    {
        await SetAsync("department", "Something");

        var fault = await FailAsync(Replace("department", string.Empty));

        Assert.Equal(DirectoryFaultKind.ConstraintViolated, fault.Kind);
    }

    [Fact]
    public async Task ModifyAsync_BooleanInLowerCase_IsConstraintViolated()
    {
        await SetAsync(BooleanAttribute, "TRUE");

        var fault = await FailAsync(Delete(BooleanAttribute, "TRUE"), Add(BooleanAttribute, "false"));

        Assert.Equal(DirectoryFaultKind.ConstraintViolated, fault.Kind);
        await ModifyAsync(Delete(BooleanAttribute, "TRUE"), Add(BooleanAttribute, "FALSE"));
        Assert.Equal(["FALSE"], await GetAsync(BooleanAttribute));
    }

    [Fact]
    public async Task ModifyAsync_TextBeyondRangeUpper_IsConstraintViolated()
    {
        var limit = (await Directory.DescribeAsync(false, CancellationToken.None))
            .Attributes["department"]
            .RangeUpper!
            .Value;
        await SetAsync("department", new string('ü', limit));

        var fault = await FailAsync(Replace("department", new string('x', limit + 1)));

        Assert.Equal(DirectoryFaultKind.ConstraintViolated, fault.Kind);
    }

    [Theory]
    [InlineData("objectGUID")]
    [InlineData("whenChanged")]
    [InlineData("uSNChanged")]
    [InlineData("memberOf")]
    public async Task ModifyAsync_WhatTheDirectoryOwns_IsRefused(string attribute)
    {
        await FailAsync(Replace("title", "Never"), Replace(attribute, "20200101000000.0Z"));
    }

    [Fact]
    public async Task ModifyAsync_Octets_RoundTrip()
    {
        var octets = Guid.NewGuid().ToByteArray();
        octets[0] = 0;
        octets[1] = 0xff;
        await using var session = await OpenAsync();

        await session.ModifyAsync(
            new DirectoryModification(
                Facts.Scratch,
                [
                    new AttributeModification(
                        ModificationKind.Replace,
                        "mS-DS-ConsistencyGuid",
                        [new DirectoryValue(octets)]
                    ),
                ]
            ),
            CancellationToken.None
        );

        var entry = await session.ReadAsync(Facts.Scratch, ["mS-DS-ConsistencyGuid"], CancellationToken.None);
        Assert.Equal([new DirectoryValue(octets)], entry!.Values("mS-DS-ConsistencyGuid"));
        Assert.True(await FindsScratchAsync(LdapFilter.Equal("mS-DS-ConsistencyGuid", octets)));
    }

    [Fact]
    public async Task ModifyAsync_Done_MovesThePositionAndIsFoundByIt()
    {
        await using var session = await OpenAsync();
        var before = await session.ReadPositionAsync(CancellationToken.None);

        await session.ModifyAsync(
            new DirectoryModification(Facts.Scratch, [Replace("description", Guid.NewGuid().ToString("N"))]),
            CancellationToken.None
        );

        var after = await session.ReadPositionAsync(CancellationToken.None);
        var changed = await SearchAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.AtLeast("uSNChanged", before.HighestCommittedUsn + 1),
                Attributes = ["uSNChanged", "whenChanged"],
            }
        );
        var scratch = Assert.Single(changed, e => e.Id == Facts.Scratch);
        Assert.Equal(before.InvocationId, after.InvocationId);
        Assert.InRange(scratch.Number("uSNChanged")!.Value, before.HighestCommittedUsn + 1, after.HighestCommittedUsn);
        Assert.Matches("^[0-9]{14}\\.0Z$", scratch.Text("whenChanged"));
        Assert.DoesNotContain(changed, e => e.Id == Facts.Person);
    }

    [Fact]
    public async Task ModifyAsync_TwoSessions_TheSecondWithTheOldValueLoses()
    {
        await SetAsync("department", "read by both");
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        AttributeModification[] Change(string to) => [Delete("department", "read by both"), Add("department", to)];

        await first.ModifyAsync(new DirectoryModification(Facts.Scratch, Change("first")), CancellationToken.None);
        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            second.ModifyAsync(new DirectoryModification(Facts.Scratch, Change("second")), CancellationToken.None)
        );

        Assert.Equal(DirectoryFaultKind.ValueGone, fault.Kind);
        Assert.Equal(["first"], await GetAsync("department"));
    }

    [Fact]
    public async Task ModifyAsync_ManyAtOnce_LosesNone()
    {
        await SetAsync("proxyAddresses");
        var addresses = Enumerable.Range(0, 20).Select(i => $"smtp:many{i:00}@c.example").ToArray();

        await Task.WhenAll(addresses.Select(a => Task.Run(() => ModifyAsync(Add("proxyAddresses", a)))));

        Assert.Equal(addresses, await GetAsync("proxyAddresses"));
    }
}
