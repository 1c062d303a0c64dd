using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Hosting;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Api;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Call_MoreThanATokenMay_Is429WithRetryAfterAndOthersGoOn()
    {
        await using var console = await ApiConsole.StartAsync(["Api:CallsPerMinute=5"]);
        using var auditor = console.As(Role.Auditor);
        using var helpdesk = console.As(Role.Helpdesk);

        for (var i = 0; i < 5; i++)
            (await auditor.GetAsync("permissions")).Ok();
        var answer = await auditor.GetAsync("permissions");

        var problem = answer.Problem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("nothing of this call was carried out", problem["detail"].Text(), StringComparison.Ordinal);
        (await helpdesk.GetAsync("permissions")).Ok();
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Call_MoreThanAnAddressMay_Is429WhateverTheToken()
    {
        await using var console = await ApiConsole.StartAsync(["Api:CallsPerMinute=2"]);
        using var stranger = console.With("wrong");
        using var auditor = console.As(Role.Auditor);

        for (var i = 0; i < 2 * RateLimits.AddressFactor; i++)
            (await stranger.GetAsync("permissions")).Problem(HttpStatusCode.Unauthorized, "unauthorized");

        (await stranger.GetAsync("permissions")).Problem(HttpStatusCode.TooManyRequests, "too-many-requests");
        (await auditor.GetAsync("permissions")).Problem(HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Call_BehindAProxy_CountsByTheClientsAddress()
    {
        await using var console = await ApiConsole.StartAsync([
            "Api:CallsPerMinute=1",
            "Proxy:KnownAddresses:0=127.0.0.1",
        ]);
        using var one = new ProxiedVisitor(
            console.Address,
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Forwarded-Proto", "https")
        );
        using var other = new ProxiedVisitor(
            console.Address,
            ("X-Forwarded-For", "203.0.113.8"),
            ("X-Forwarded-Proto", "https")
        );

        for (var i = 0; i < RateLimits.AddressFactor; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await one.GetAsync("/api/v1/permissions")).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await one.GetAsync("/api/v1/permissions")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/api/v1/permissions")).StatusCode);
    }

    [Fact]
    public async Task SignIn_MoreThanAnAddressMay_Is429AndPagesGoOn()
    {
        await using var console = await ApiConsole.StartAsync();
        using var visitor = console.Visit();

        for (var i = 0; i < RateLimits.SignInsPerMinute; i++)
            await visitor.PostAsync("/sign-in");
        var answer = await visitor.PostAsync("/sign-in");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Token_Refused_IsRecordedOnceAMinuteForEachTokenAndAddress()
    {
        var time = new ManualTime();
        await using var console = await ApiConsole.StartAsync(
            [
                "Api:Tokens:4:Name=old",
                "Api:Tokens:4:Role=Auditor",
                $"Api:Tokens:4:Sha256={ApiConsole.HashOf(ApiConsole.TokenOf("old"))}",
                "Api:Tokens:4:NotAfter=2020-01-01",
            ],
            services => services.AddSingleton<TimeProvider>(time)
        );
        using var old = console.With(ApiConsole.TokenOf("old"));
        using var stranger = console.With("wrong");

        for (var i = 0; i < 5; i++)
        {
            (await old.GetAsync("permissions")).Problem(HttpStatusCode.Unauthorized, "unauthorized");
            (await stranger.GetAsync("permissions")).Problem(HttpStatusCode.Unauthorized, "unauthorized");
        }

        var first = await RefusalsAsync(console);
        time.Advance(TimeSpan.FromMinutes(1));
        await old.GetAsync("permissions");
        var second = (await RefusalsAsync(console))[0];

        Assert.Equal(["token:old", "token:unknown"], first.Select(r => r.ActorId).Order());
        Assert.All(
            first,
            r =>
                Assert.Equal(
                    (AuditOutcome.Refused, ActorSource.Api, "127.0.0.1"),
                    (r.Outcome, r.Source, r.ClientAddress)
                )
        );
        Assert.Contains(
            "expired on 2020-01-01",
            first.Single(r => r.ActorId == "token:old").Message,
            StringComparison.Ordinal
        );
        Assert.Contains("4 more such calls", second.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", string.Join(' ', first.Select(r => r.Message)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AuditEntry>> RefusalsAsync(ApiConsole console) =>
        (
            await console.Audit.ListAsync(
                new AuditQuery { Action = AuditAction.SignInRefused },
                null,
                10,
                CancellationToken.None
            )
        ).Items;
}
