using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class SmokeTests
{
    [Fact]
    public void Small_network_learns()
    {
        manual_seed(0);
        using var net = nn.Sequential(
            ("conv", nn.Conv2d(3, 8, 3, padding: 1, bias: false)), ("bn", nn.BatchNorm2d(8)), ("relu", nn.ReLU()), ("pool", nn.MaxPool2d(2)),
            ("avg", nn.AdaptiveAvgPool2d(1)), ("flat", nn.Flatten()), ("fc", nn.Linear(8, 4)));
        using var optimizer = optim.SGD(net.parameters(), 0.1, momentum: 0.9);
        using Tensor x = randn(4, 3, 8, 8);
        using Tensor y = tensor(new long[] { 0, 1, 2, 3 });
        double first = 0, last = 0;
        for (int i = 0; i < 20; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = nn.functional.cross_entropy(net.call(x), y);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            if (i == 0) first = last;
        }
        last.ShouldBeLessThan(first);
    }
}
