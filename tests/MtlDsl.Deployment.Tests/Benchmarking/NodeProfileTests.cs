using System.Text;
using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.Deployment.Tests.Benchmarking;

public sealed class NodeProfileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_nodes_time_is_the_mean_of_the_calls_after_the_first_ones()
    {
        var nodes = Read(1, """
            [{"cat":"Session","name":"model_run","dur":99999},
             {"cat":"Node","name":"conv1_kernel_time","dur":50000,"args":{"op_name":"Conv"}},
             {"cat":"Node","name":"conv1_kernel_time","dur":1000,"args":{"op_name":"Conv"}},
             {"cat":"Node","name":"conv1_kernel_time","dur":3000,"args":{"op_name":"Conv"}},
             {"cat":"Node","name":"conv1_fence_before","dur":7,"args":{"op_name":"Conv"}},
             {"cat":"Node","name":"pool_kernel_time","dur":10,"args":{"op_name":"MaxPool"}},
             {"cat":"Node","name":"pool_kernel_time","dur":2500,"args":{"op_name":"MaxPool"}}]
            """);

        nodes.ShouldBe([new NodeTime("pool", "MaxPool", 2.5), new NodeTime("conv1", "Conv", 2)]);
    }

    [Theory]
    [InlineData("[]", "holds no more than the 1 calls")]
    [InlineData("""[{"cat":"Node","name":"a_kernel_time","dur":1,"args":{"op_name":"Conv"}}]""", "holds no more than the 1 calls")]
    [InlineData("no json", "no profile")]
    [InlineData("""{"cat":"Node"}""", "no profile")]
    [InlineData("""[{"cat":"Node","name":"a_kernel_time"}]""", "no profile")]
    public void What_is_no_profile_is_refused(string text, string expected) =>
        Should.Throw<InvalidDataException>(() => Read(1, text)).Message.ShouldContain(expected);

    [Fact]
    public void ONNX_Runtime_writes_one_of_a_network()
    {
        var file = folder["network.onnx"];
        ColorNetwork.Export().Save(file);

        var nodes = NodeProfile.Measure(file, new SessionSettings { Threads = 1 }, calls: 2);

        nodes.Select(node => node.Type).ShouldContain(type => type.Contains("Conv", StringComparison.Ordinal));
        nodes.ShouldAllBe(node => node.Milliseconds >= 0);
        folder.Files.ShouldBe(["network.onnx"]);
    }

    private static IReadOnlyList<NodeTime> Read(int warmUp, string text) => NodeProfile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), warmUp);
}
