using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adadelta (Zeiler, 2012): steps scaled by running means of squared gradients and of squared steps.</summary>
    public class Adadelta : OptimizerHelper
    {
        public Adadelta(
            IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, rho, eps, weight_decay, maximize)
        {
        }

        public Adadelta(
            IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : base(new Options(lr, rho, eps, weight_decay, maximize), parameters)
        {
        }

        public override Tensor step(Func<Tensor> closure = null!) => _step<ParamGroup>(Update, closure);

        private protected override OptimizerState MakeState(Parameter parameter) => new State(parameter);

        private void Update(ParamGroup group)
        {
            Updates<State> updates = Collect<State>(group);
            if (updates.IsEmpty) return;
            foreach (State state in updates.States) state.step++;
            Options options = group.Options;
            double rho = options.rho ?? 0.9, eps = options.eps ?? 1e-6;
            Tensor[] parameters = updates.Parameters;
            Tensor[] gradients = updates.Descent(options.maximize, options.weight_decay);

            Tensor[] squares = updates.Of(state => state.square_avg);
            Tensor[] steps = updates.Of(state => state.acc_delta);
            Foreach.Multiply(squares, rho);
            Foreach.AddProduct(squares, gradients, gradients, 1 - rho);
            Tensor[] divisors = Foreach.Sum(squares, eps);
            Foreach.SquareRootInPlace(divisors);
            Tensor[] deltas = Foreach.Sum(steps, eps);
            Foreach.SquareRootInPlace(deltas);
            Foreach.Divide(deltas, divisors);
            Foreach.Multiply(deltas, gradients);
            Foreach.Add(parameters, deltas, -group.LearningRate);
            Foreach.Multiply(steps, rho);
            Foreach.AddProduct(steps, deltas, deltas, 1 - rho);
        }

        /// <summary>Settings of one group; what is null comes from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? rho;

            public double? eps;

            public double? weight_decay;

            public bool? maximize;

            public Options()
            {
            }

            internal Options(double lr, double rho, double eps, double weight_decay, bool maximize)
            {
                LearningRate = lr;
                (this.rho, this.eps, this.weight_decay, this.maximize) = (rho, eps, weight_decay, maximize);
            }

            private protected override double?[] Numbers
            {
                get => [rho, eps, weight_decay];
                set => (rho, eps, weight_decay) = (value[0], value[1], value[2]);
            }

            private protected override bool?[] Flags
            {
                get => [maximize];
                set => maximize = value[0];
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false)
                : base(parameters, new Options(lr, rho, eps, weight_decay, maximize))
            {
            }
        }

        /// <summary>What the optimiser remembers of one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>How often the parameter was changed.</summary>
            public long step;

            public Tensor square_avg = null!;

            public Tensor acc_delta = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                Dispose();
                step = 0;
                square_avg = Zeros();
                acc_delta = Zeros();
            }

            public override void SaveStateDict(BinaryWriter writer) => Save(writer);

            public override void LoadStateDict(BinaryReader reader) => Load(reader);

            public override void LoadStateDict(OptimizerState source) => Copy((State)source);

            public override bool ApproximatelyEquals(OptimizerState other) => other is State && IsCloseTo(other);

            public void Dispose() => DisposeTensors();

            private protected override long? Steps
            {
                get => step;
                set => step = value!.Value;
            }

            private protected override Tensor?[] Tensors
            {
                get => [square_avg, acc_delta];
                set => (square_avg, acc_delta) = (value[0]!, value[1]!);
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);

            public static Modules.Adadelta Adadelta(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(each => each.parameter), lr, rho, eps, weight_decay, maximize);

            public static Modules.Adadelta Adadelta(
                IEnumerable<Modules.Adadelta.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}
