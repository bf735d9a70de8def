using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).</summary>
    public class AdamW : OptimizerHelper, optim.IBetas
    {
        public AdamW(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        public AdamW(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize), parameters)
        {
        }

        /// <summary>The decay rates that groups without their own have.</summary>
        public (double, double) Betas
        {
            get => (((Options)_defaults).beta1 ?? 0, ((Options)_defaults).beta2 ?? 0);
            set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
        }

        public override Tensor step(Func<Tensor> closure = null!) => _step<ParamGroup>(Update, closure);

        private protected override OptimizerState MakeState(Parameter parameter) => new State(parameter);

        private void Update(ParamGroup group)
        {
            Updates<State> updates = Collect<State>(group);
            foreach (State state in updates.States) state.step++;
            Options own = group.Options;
            var rule = new AdamRule(group.LearningRate, own.beta1, own.beta2, own.eps, own.weight_decay, own.amsgrad, own.maximize, decoupled: true);
            rule.Apply(updates, state => new(state.step, state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq));
        }

        /// <summary>Settings of one group; what is null comes from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? beta1;

            public double? beta2;

            public double? eps;

            public double? weight_decay;

            public bool? amsgrad;

            public bool? maximize;

            public Options()
            {
            }

            internal Options(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize)
            {
                LearningRate = lr;
                (this.beta1, this.beta2, this.eps, this.weight_decay, this.amsgrad, this.maximize) = (beta1, beta2, eps, weight_decay, amsgrad, maximize);
            }

            private protected override double?[] Numbers
            {
                get => [beta1, beta2, eps, weight_decay];
                set => (beta1, beta2, eps, weight_decay) = (value[0], value[1], value[2], value[3]);
            }

            private protected override bool?[] Flags
            {
                get => [amsgrad, maximize];
                set => (amsgrad, maximize) = (value[0], value[1]);
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new Options(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
            {
            }

            public (double, double) Betas
            {
                get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
                set => (Options.beta1, Options.beta2) = value;
            }
        }

        /// <summary>What the optimiser remembers of one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>How often the parameter was changed.</summary>
            public long step;

            public Tensor exp_avg = null!;

            public Tensor exp_avg_sq = null!;

            public Tensor? max_exp_avg_sq;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                Dispose();
                step = 0;
                exp_avg = Zeros();
                exp_avg_sq = Zeros();
                max_exp_avg_sq = ((Options)options).amsgrad == true ? Zeros() : null;
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
                get => [exp_avg, exp_avg_sq, max_exp_avg_sq];
                set => (exp_avg, exp_avg_sq, max_exp_avg_sq) = (value[0]!, value[1]!, value[2]);
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
            public static Modules.AdamW AdamW(
                IEnumerable<Modules.Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9,
                double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(each => each.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<Modules.AdamW.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
