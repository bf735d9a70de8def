using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.Deployment.Tests.Benchmarking;

/// <summary>What a probe writes of a process's memory, and of a GPU's where it has one.</summary>
public sealed class MemoryProbeTests
{
    [Fact]
    public void Without_a_GPU_a_line_has_two_numbers() => MemoryProbe.Parse("100 200").ShouldBe(new ProcessMemory(100, 200));

    [Fact]
    public void With_a_GPU_it_has_a_third() => MemoryProbe.Parse("100 200 50").ShouldBe(new ProcessMemory(100, 200) { Gpu = 50 });

    [Theory]
    [InlineData("")]
    [InlineData("100")]
    [InlineData("100 200 50 1")]
    public void Anything_else_is_refused(string line) => Should.Throw<InvalidDataException>(() => MemoryProbe.Parse(line)).Message.ShouldContain($"'{line}'");

    [Fact]
    public void The_runtimes_own_is_taken_off_each()
    {
        ProcessMemory more = new(100, 200) { Gpu = 70 }, less = new(30, 40) { Gpu = 20 };

        (more - less).ShouldBe(new ProcessMemory(70, 160) { Gpu = 50 });
        (more - new ProcessMemory(30, 40)).Gpu.ShouldBeNull();
    }
}
