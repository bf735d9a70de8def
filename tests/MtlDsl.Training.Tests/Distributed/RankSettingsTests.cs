using MtlDsl.Training.Distributed;

namespace MtlDsl.Training.Tests.Distributed;

public sealed class RankSettingsTests
{
    private static readonly Dictionary<string, string> torchrun = new()
    {
        ["RANK"] = "3", ["WORLD_SIZE"] = "4", ["LOCAL_RANK"] = "1", ["LOCAL_WORLD_SIZE"] = "2", ["MASTER_ADDR"] = "node0", ["MASTER_PORT"] = "29500",
        ["TORCHELASTIC_USE_AGENT_STORE"] = "True", ["TORCHELASTIC_RESTART_COUNT"] = "2",
    };

    [Fact]
    public void Torchruns_variables_are_read() => From(torchrun).ShouldBe(new RankSettings(3, 4, 1, "node0", 29500, LocalSize: 2, IsStoreHosted: true, Attempt: 2));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    public void A_process_alone_has_no_rank(string? size) => From(With("WORLD_SIZE", size)).ShouldBeNull();

    [Theory]
    [InlineData("RANK", null, "RANK is not set")]
    [InlineData("MASTER_ADDR", null, "MASTER_ADDR is not set")]
    [InlineData("RANK", "4", "RANK is '4'; it must be a whole number from 0 to 3")]
    [InlineData("WORLD_SIZE", "two", "WORLD_SIZE is 'two'")]
    [InlineData("MASTER_PORT", "70000", "from 1 to 65535")]
    public void A_wrong_variable_is_named(string name, string? value, string message) =>
        Should.Throw<DistributedException>(() => From(With(name, value))).Message.ShouldContain(message);

    private static RankSettings? From(Dictionary<string, string> variables) => RankSettings.From(variables.GetValueOrDefault);

    private static Dictionary<string, string> With(string name, string? value)
    {
        var variables = new Dictionary<string, string>(torchrun);
        variables.Remove(name);
        if (value is not null)
            variables.Add(name, value);
        return variables;
    }
}
