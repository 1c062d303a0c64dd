using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class TenantIndexingTests
{
    private const string Anna = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string Bo = "aaaaaaaa-0000-0000-0000-000000000002";
    private const string AnnaJson =
        $$"""{"id":"{{Anna}}","userPrincipalName":"anna@c.example","mail":"anna@c.example","proxyAddresses":["SMTP:anna@c.example"],"onPremisesSyncEnabled":true,"onPremisesImmutableId":"MyIRAFVEd2aImaq7zN3u/w==","assignedPlans":[{"service":"exchange","capabilityStatus":"Enabled","servicePlanId":"efb87545-963c-4e0d-99df-69c6916d9eb0"}],"newMember":{"x":[1]} }""";
    private const string BoJson =
        $$"""{"id":"{{Bo}}","userPrincipalName":"bo@c.example","displayName":7,"proxyAddresses":null,"accountEnabled":"perhaps","onPremisesImmutableId":"anchor"}""";

    [Fact]
    public async Task RefreshAsync_FirstRound_KnowsEverybodyWithBothParts()
    {
        await using var rig = await StartAsync();

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        var anna = rig.Tenant.Index.Current.FindByAddress("ANNA@c.example").Single();
        Assert.Equal(
            (MailboxPlan.Mailbox, "FutureMailbox", true),
            (anna.MailboxPlan, anna.Exchange?.RecipientTypeDetails, anna.Exchange?.IsExchangeCloudManaged)
        );
        var bo = rig.Tenant.Index.Current.Find(Guid.Parse(Bo))!;
        Assert.Equal(
            ("7", null, 0, true, MailboxPlan.Unknown),
            (bo.DisplayName, bo.AccountEnabled, bo.ProxyAddresses.Count, bo.IsCloudManaged, bo.MailboxPlan)
        );
        Assert.Equal(
            TenantRecipientKind.ExchangeOnly,
            rig.Tenant.Index.Current.FindByAddress("all@c.example").Single().Kind
        );
        Assert.Equal((TenantState.Reachable, 3), (rig.Tenant.Status.State, rig.Tenant.Status.IndexedObjects));
        Assert.True(rig.Tenant.Index.Current.IsComplete);
        Assert.All(
            rig.Stub.Requests.Where(r => r.Path.EndsWith("/delta()", StringComparison.Ordinal)),
            r => Assert.Contains("$select=id,", r.Query, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task RefreshAsync_Delta_MergesWhatChangedAndTakesAwayWhatIsGone()
    {
        await using var rig = await StartAsync();
        await rig.Refresh.RefreshAsync(CancellationToken.None);
        rig.Stub.On(
            "/users-1",
            200,
            $$"""{"value":[{"id":"{{Anna}}","mail":"new@c.example"},{"id":"{{Anna}}","proxyAddresses":["SMTP:new@c.example"]},{"id":"{{Bo}}","@removed":{"reason":"changed"} }],"@odata.deltaLink":"{root}/users-1"}"""
        );

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        var anna = rig.Tenant.Index.Current.Find(Guid.Parse(Anna))!;
        Assert.Equal(
            ("new@c.example", "anna@c.example", "MyIRAFVEd2aImaq7zN3u/w=="),
            (anna.PrimarySmtpAddress, anna.UserPrincipalName, anna.OnPremisesImmutableId)
        );
        Assert.True(anna.Exchange?.IsExchangeCloudManaged);
        Assert.Null(rig.Tenant.Index.Current.Find(Guid.Parse(Bo)));
        Assert.Equal(1, rig.Stub.Count("Get-Recipient")); // hourly, not at every round
    }

    [Fact]
    public async Task RefreshAsync_Delta_NullClearsAndAbsentKeeps()
    {
        await using var rig = await StartAsync();
        await rig.Refresh.RefreshAsync(CancellationToken.None);
        rig.Stub.On(
            "/users-1",
            200,
            $$"""{"value":[{"id":"{{Anna}}","mail":null,"proxyAddresses":[],"onPremisesImmutableId":null}],"@odata.deltaLink":"{root}/users-1"}"""
        );

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        var anna = rig.Tenant.Index.Current.Find(Guid.Parse(Anna))!;
        Assert.Equal((null, null), (anna.Mail, anna.OnPremisesImmutableId));
        Assert.Empty(anna.ProxyAddresses);
        Assert.Equal(
            ("anna@c.example", true, MailboxPlan.Mailbox),
            (anna.UserPrincipalName, anna.OnPremisesSyncEnabled, anna.MailboxPlan)
        );
    }

    [Fact]
    public async Task RefreshAsync_RoundBreaksOffHalfWay_NothingOfItIsTaken()
    {
        await using var rig = await StartAsync();
        await rig.Refresh.RefreshAsync(CancellationToken.None);
        rig.Stub.On(
                "/users-1",
                200,
                $$"""{"value":[{"id":"{{Anna}}","mail":"half@c.example"},{"id":"{{Bo}}","@removed":{"reason":"deleted"} }],"@odata.nextLink":"{root}/users-2"}"""
            )
            .On("/users-2", 403, "");

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        Assert.Equal("anna@c.example", rig.Tenant.Index.Current.Find(Guid.Parse(Anna))!.Mail);
        Assert.NotNull(rig.Tenant.Index.Current.Find(Guid.Parse(Bo)));
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"syncStateNotFound"}}""")]
    [InlineData(410, """{"error":{"code":"syncStateNotFound","message":"start over"}}""")]
    [InlineData(410, """{"error":{"code":"resyncRequired"}}""")]
    [InlineData(410, "")]
    public async Task RefreshAsync_TokenExpired_BeginsAnewAndForgetsWhoIsGone(int status, string body)
    {
        await using var rig = await StartAsync();
        await rig.Refresh.RefreshAsync(CancellationToken.None);
        rig.Stub.On("/users-1", status, body)
            .On("/v1.0/users/delta()", 200, $$"""{"value":[{{AnnaJson}}],"@odata.deltaLink":"{root}/users-1"}""");
        rig.Stub.On("/v1.0/users/delta()", 200, $$"""{"value":[{{AnnaJson}}],"@odata.deltaLink":"{root}/users-1"}""");
        await rig.ListAsync("users/delta()"); // uses up the first answer, with Bo

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        Assert.Null(rig.Tenant.Index.Current.Find(Guid.Parse(Bo)));
        Assert.NotNull(rig.Tenant.Index.Current.Find(Guid.Parse(Anna))?.Exchange);
    }

    [Fact]
    public async Task RefreshAsync_Outage_KeepsWhatIsKnownAndSaysSinceWhen()
    {
        await using var rig = await StartAsync();
        await rig.Refresh.RefreshAsync(CancellationToken.None);
        rig.Time.Now = rig.Time.Now.AddMinutes(10);
        var began = rig.Time.Now;
        rig.Stub.On("/users-1", 503, "");

        await rig.FaultAsync(() => rig.Refresh.RefreshAsync(CancellationToken.None));
        rig.Time.Now = rig.Time.Now.AddMinutes(5);
        await rig.FaultAsync(() => rig.Refresh.RefreshAsync(CancellationToken.None));

        Assert.Equal(
            (TenantState.Problem, (DateTimeOffset?)began, TenantFaultKind.Throttled),
            (rig.Tenant.Status.State, rig.Tenant.Status.Since, rig.Tenant.Status.Problem?.Kind)
        );
        Assert.Equal(3, rig.Tenant.Index.Current.Count);
    }

    [Fact]
    public async Task RefreshAsync_ContactsAndExchangeRefused_GoesOnAndSaysWhatIsMissing()
    {
        await using var rig = await StartAsync(exchange: false);
        rig.Stub.On("/v1.0/contacts/delta()", 403, "").On("Get-Recipient", 403, "");

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        Assert.Equal(TenantState.Reachable, rig.Tenant.Status.State);
        Assert.Equal(2, rig.Tenant.Index.Current.Count);
        Assert.Contains(rig.Tenant.Status.Warnings, w => w.Contains("contacts", StringComparison.Ordinal));
        Assert.Contains(rig.Tenant.Status.Warnings, w => w.Contains("Exchange Online", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RefreshAsync_ExchangeRefusedForEver_IsAskedLessAndLessOftenAndAgainWhenTheRoleIsThere()
    {
        await using var rig = await StartAsync();
        var start = rig.Time.Now;
        await rig.Refresh.RefreshAsync(CancellationToken.None);
        var known = rig.Tenant.Index.Current.Count;
        rig.Stub.On("Get-Recipient", 403, "")
            .On("/users-1", 200, """{"value":[],"@odata.deltaLink":"{root}/users-1"}""");
        await rig.InvokeAsync("Get-Recipient"); // uses up the earlier, successful answer
        var before = rig.Stub.Count("Get-Recipient");

        for (var minute = 1; minute <= 240; minute++)
        {
            rig.Time.Now = start.AddMinutes(minute);
            await rig.Refresh.RefreshAsync(CancellationToken.None);
        }

        // At 60, 61, 63, 67, 75, 91, 123, 183: not 180 times.
        Assert.InRange(rig.Stub.Count("Get-Recipient") - before, 5, 10);
        Assert.Equal(known, rig.Tenant.Index.Current.Count);
    }

    [Fact]
    public async Task RefreshAsync_ClockIsWrong_IsSaid()
    {
        await using var rig = await StartAsync();
        rig.Time.Now = rig.Time.Now.AddMinutes(-30);

        await rig.Refresh.RefreshAsync(CancellationToken.None);

        Assert.Contains(rig.Tenant.Status.Warnings, w => w.Contains("clock", StringComparison.Ordinal));
    }

    private static async Task<TenantHarness> StartAsync(bool exchange = true)
    {
        var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
            "/v1.0/users/delta()",
            200,
            $$"""{"value":[{{AnnaJson}}, {{BoJson}}, {"id":"no guid"}],"@odata.deltaLink":"{root}/users-1"}"""
        );
        rig.Stub.On("/v1.0/groups/delta()", 200, """{"value":[],"@odata.deltaLink":"{root}/groups-1"}""")
            .On("/groups-1", 200, """{"value":[],"@odata.deltaLink":"{root}/groups-1"}""");
        rig.Stub.On("/v1.0/$batch", 200, """{"responses":[{"id":"0","status":200,"body":{"isCloudManaged":true}}]}""");
        if (!exchange)
            return rig;
        rig.Stub.On("/v1.0/contacts/delta()", 200, """{"value":[],"@odata.deltaLink":"{root}/contacts-1"}""")
            .On("/contacts-1", 200, """{"value":[],"@odata.deltaLink":"{root}/contacts-1"}""");
        rig.Stub.On(
            "Get-Recipient",
            200,
            $$"""{"value":[{"Guid":"{{Bo}}","ExternalDirectoryObjectId":"{{Anna}}"},{"Guid":"bbbbbbbb-0000-0000-0000-000000000001","RecipientTypeDetails":"DynamicDistributionGroup","PrimarySmtpAddress":"all@c.example"}]}"""
        );
        rig.Stub.On(
            "Get-Mailbox",
            200,
            $$"""{"value":[{"ExternalDirectoryObjectId":"{{Anna}}","RecipientTypeDetails":"FutureMailbox","IsExchangeCloudManaged":true}]}"""
        );
        return rig;
    }
}
