using HybridAdmin.SignIn;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Tests.SignIn;

public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider time = new();
    private readonly SignInThrottle throttle;

    public SignInThrottleTests() => throttle = new SignInThrottle(time);

    [Theory]
    [InlineData("anna")]
    [InlineData("ANNA")]
    [InlineData("CONTOSO\\anna")]
    [InlineData(" anna@contoso.com ")]
    public void Begin_AccountRefusedTooOften_HasToWaitInEveryForm(string form)
    {
        Exhaust("anna");

        Assert.InRange(throttle.Begin(form, "10.0.0.99"), TimeSpan.FromMinutes(14), SignInThrottle.Window);
    }

    [Fact]
    public void Begin_OtherAccountFromElsewhere_IsFree()
    {
        Exhaust("anna");

        Assert.Equal(TimeSpan.Zero, throttle.Begin("bo", "10.0.0.2"));
    }

    [Fact]
    public void Begin_AfterTheWindow_IsFreeAgain()
    {
        Exhaust("anna");

        time.Advance(SignInThrottle.Window);

        Assert.Equal(TimeSpan.Zero, throttle.Begin("anna", "10.0.0.1"));
    }

    [Fact]
    public void Begin_ManyAccountsFromOneAddress_HaveToWait()
    {
        for (var i = 0; i < SignInThrottle.RefusalsPerAddress; i++)
            Assert.Equal(TimeSpan.Zero, throttle.Begin($"person{i}", "10.0.0.1"));

        Assert.True(throttle.Begin("somebody-else", "10.0.0.1") > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, throttle.Begin("somebody-else", "10.0.0.2"));
    }

    [Fact]
    public void Begin_ManyAddressesOfOneNetwork_CountAsOne()
    {
        for (var i = 0; i < SignInThrottle.RefusalsPerAddress; i++)
            Assert.Equal(TimeSpan.Zero, throttle.Begin($"person{i}", $"2001:db8::{i + 1:x}"));

        Assert.True(throttle.Begin("somebody-else", "2001:db8::ffff") > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, throttle.Begin("somebody-else", "2001:db8:0:1::1"));
    }

    [Fact]
    public void Succeeded_BeginsTheAccountAnew()
    {
        for (var i = 1; i < SignInThrottle.RefusalsPerAccount; i++)
            throttle.Begin("anna", "10.0.0.1");
        throttle.Begin("anna", "10.0.0.1");

        throttle.Succeeded("anna", "10.0.0.1");

        Exhaust("anna");
    }

    [Fact]
    public void Withdraw_DoesNotCount()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(TimeSpan.Zero, throttle.Begin("anna", "10.0.0.1"));
            throttle.Withdraw("anna", "10.0.0.1");
        }
    }

    [Fact]
    public void Begin_ManyAtOnce_NoMoreThanAllowedGetThrough()
    {
        var passed = 0;

        Parallel.For(
            0,
            100,
            _ =>
            {
                if (throttle.Begin("anna", "10.0.0.1") == TimeSpan.Zero)
                    Interlocked.Increment(ref passed);
            }
        );

        Assert.Equal(SignInThrottle.RefusalsPerAccount, passed);
    }

    private void Exhaust(string account)
    {
        for (var i = 0; i < SignInThrottle.RefusalsPerAccount; i++)
            Assert.Equal(TimeSpan.Zero, throttle.Begin(account, "10.0.0.1"));
    }
}
