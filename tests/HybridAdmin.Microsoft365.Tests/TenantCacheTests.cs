using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class TenantCacheTests : IAsyncLifetime
{
    private readonly ServiceProvider services;
    private readonly TenantCache cache;
    private int reads;

    public TenantCacheTests()
    {
        services = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();
        cache = new TenantCache(services.GetRequiredService<HybridCache>());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task GetAsync_KeptAnswer_IsTheSameObjectAndNotReadAgain()
    {
        var first = await GetAsync();

        Assert.Same(first, await GetAsync());
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task GetAsync_Fresh_ReadsAgainAndKeepsThat()
    {
        await GetAsync();

        var fresh = await GetAsync(fresh: true);

        Assert.Same(fresh, await GetAsync());
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_OneReads()
    {
        var open = new TaskCompletionSource();

        var all = Enumerable.Range(0, 50).Select(_ => GetAsync(wait: open.Task)).ToArray();
        open.SetResult();
        var answers = await Task.WhenAll(all);

        Assert.Equal(1, reads);
        Assert.All(answers, a => Assert.Same(answers[0], a));
    }

    [Fact]
    public async Task GetAsync_Fault_IsNotKept()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            cache.GetAsync<string>("x", false, _ => throw new InvalidOperationException(), CancellationToken.None)
        );

        await GetAsync();

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task ForgetAsync_Kept_IsReadAgain()
    {
        await GetAsync();

        await cache.ForgetAsync("x");
        await GetAsync();

        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task ForgetAsync_WhileItIsRead_IsNotKeptEither()
    {
        var open = new TaskCompletionSource();
        var reading = GetAsync(wait: open.Task);
        while (Volatile.Read(ref reads) == 0)
            await Task.Yield();

        await cache.ForgetAsync("x");
        open.SetResult();
        await reading;
        await GetAsync();

        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task GetAsync_OneGivesUp_TheOthersGetTheAnswer()
    {
        var open = new TaskCompletionSource();
        using var patience = new CancellationTokenSource();
        var impatient = GetAsync(wait: open.Task, token: patience.Token);
        var patient = GetAsync(wait: open.Task);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        open.SetResult();

        Assert.NotNull(await patient);
        Assert.Equal(1, reads);
    }

    private Task<object> GetAsync(bool fresh = false, Task? wait = null, CancellationToken token = default) =>
        cache.GetAsync(
            "x",
            fresh,
            async _ =>
            {
                Interlocked.Increment(ref reads);
                await (wait ?? Task.CompletedTask);
                return new object();
            },
            token
        );
}
